import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LAST_ROW = 84;
const ROOT = join(import.meta.dirname, '../../../..');

/** A title, or the first of the values that make one, that begins with the rows of the catalogue of bad input which it tests. */
const NAMED = /['"`]catalogue (\d+(?:, \d+)*): /g;

function specs(): string[] {
  return ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.spec.ts') && !name.includes('node_modules'))
      .map((name) => join(ROOT, folder, name)),
  );
}

it('every row of the catalogue of bad input is named by a test', () => {
  const named = new Set(specs().flatMap((file) => [...readFileSync(file, 'utf8').matchAll(NAMED)].flatMap(([, rows = '']) => rows.split(', ').map(Number))));
  expect([...named].sort((one, other) => one - other)).toEqual(Array.from({ length: LAST_ROW }, (_, index) => index + 1));
});
