import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');

it('keeps docs/error-codes.md as the codes and their words are', () => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/generate-error-codes.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
