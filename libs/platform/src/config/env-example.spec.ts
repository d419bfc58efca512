import { expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..', '..');

function check(...file: string[]): { status: number | null; stderr: string } {
  const { status, stderr } = spawnSync(process.execPath, ['tools/generate-env-example.mjs', '--check', ...file], { cwd: root, encoding: 'utf8' });
  return { status, stderr };
}

it('keeps .env.example as the schema has it', () => {
  expect(check()).toEqual({ status: 0, stderr: '' });
});

it('would notice a setting that the file does not name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdc-env-'));
  const stale = join(folder, 'stale');
  writeFileSync(stale, readFileSync(join(root, '.env.example'), 'utf8').replace(/^# PORT=.*\n/m, ''));
  expect(check(stale)).toEqual({ status: 1, stderr: expect.stringContaining('is out of date') });
  rmSync(folder, { recursive: true });
});
