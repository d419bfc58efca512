import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { composeVariables, PROJECT } from './compose-file.js';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'cdc-env-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function makeEnv(file: string): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, 'deploy', 'make-env.mjs'), file], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

it('writes every password that docker-compose.yml asks for, each its own, fit for an address, for the owner alone', () => {
  const file = join(folder, '.env');
  expect(makeEnv(file)).toEqual({ status: 0, stdout: expect.stringContaining('docker compose up'), stderr: '' });
  const passwords = parseEnv(readFileSync(file, 'utf8'));
  expect(Object.keys(passwords).toSorted()).toEqual(composeVariables().toSorted());
  for (const password of Object.values(passwords)) expect(password).toMatch(/^[0-9a-f]{48}$/);
  expect(new Set(Object.values(passwords)).size).toBe(composeVariables().length);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
});

it('draws anew for every file', () => {
  const files = ['one', 'two'].map((name) => join(folder, name));
  const [one, two] = files.map((file) => (makeEnv(file), Object.values(parseEnv(readFileSync(file, 'utf8')))));
  expect(one?.filter((password) => two?.includes(password))).toEqual([]);
});

it('leaves alone what is there, and says what to do', () => {
  const file = join(folder, '.env');
  makeEnv(file);
  const before = readFileSync(file, 'utf8');
  expect(makeEnv(file)).toEqual({ status: 1, stdout: '', stderr: expect.stringContaining('docker compose down --volumes') });
  expect(readFileSync(file, 'utf8')).toBe(before);
});

it('says which file it could not write', () => {
  expect(makeEnv(join('missing', '.env'))).toEqual({ status: 1, stdout: '', stderr: expect.stringContaining('Could not write missing/.env') });
});
