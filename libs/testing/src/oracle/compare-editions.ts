import { createHash } from 'node:crypto';
import { type EditionContent } from './edition-content.js';

type Row = Readonly<Record<string, unknown>>;

/** The columns that name a row of each list; all others are compared. */
const LISTS: readonly { readonly path: readonly string[]; readonly key: readonly string[]; readonly ordered: boolean }[] = [
  { path: ['figures'], key: ['level', 'code', 'test'], ordered: true },
  { path: ['totals'], key: ['level', 'code', 'basis'], ordered: true },
  { path: ['dm01', 'rows'], key: ['level', 'code', 'parent', 'test'], ordered: false },
  { path: ['centres'], key: ['level', 'code'], ordered: true },
  { path: ['installations'], key: ['level', 'code', 'milestone', 'modality'], ordered: true },
  { path: ['spend', 'figures'], key: ['level', 'code', 'kind', 'line'], ordered: true },
  { path: ['spend', 'unmatched'], key: ['level', 'code'], ordered: true },
  { path: ['missing', 'centres'], key: ['code'], ordered: true },
  { path: ['missing', 'tests'], key: ['cdcCode', 'test'], ordered: true },
  { path: ['missing', 'machines'], key: ['machineId'], ordered: true },
  { path: ['missing', 'entities'], key: ['code'], ordered: true },
  { path: ['reconciliations'], key: ['cdcCode', 'test'], ordered: true },
];

const isRecord = (value: unknown): value is Row => typeof value === 'object' && value !== null;

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), value);
}

/** Registers name organisations in their own way: "NHS X Integrated Care Board", "X", "X COMMISSIONING REGION" are one name. */
function plainName(value: unknown): string {
  const name = String(value).replaceAll('\u00A0', ' ').trim().toLowerCase();
  return name.replace(/^nhs /, '').replace(/ (integrated care board|commissioning region)$/, '');
}

/** JSON with whole amounts as the numbers that they are in an edition. */
function text(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  return `{${Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}:${text(inner)}`).join(',')}}`;
}

function show(column: string, value: unknown): string {
  return /^(cdcName|name)$/.test(column) ? plainName(value) : text(value);
}

function rowDifferences(where: string, actual: Row, expected: Row): string[] {
  return Object.keys(expected)
    .filter((column) => show(column, actual[column]) !== show(column, expected[column]))
    .map((column) => `${where}: ${column} is ${show(column, actual[column])}, expected ${show(column, expected[column])}`);
}

function listDifferences(list: (typeof LISTS)[number], actual: unknown, expected: unknown): string[] {
  const title = list.path.join('.');
  const actualRows: unknown = at(actual, list.path);
  const expectedRows: unknown = at(expected, list.path);
  if (!Array.isArray(actualRows) || !Array.isArray(expectedRows)) return [`${title}: is not a list`];
  const keyOf = (row: unknown): string => list.key.map((column) => String(at(row, [column]))).join(' ');
  const found = new Map<string, unknown>(actualRows.map((row) => [keyOf(row), row]));
  const wanted = new Map<string, unknown>(expectedRows.map((row) => [keyOf(row), row]));
  const differences = actualRows.length === found.size ? [] : [`${title}: ${actualRows.length - found.size} rows stand twice`];
  for (const [key, row] of wanted) {
    const other = found.get(key);
    if (!isRecord(other) || !isRecord(row)) differences.push(`${title} ${key}: row is missing, expected ${text(row)}`);
    else differences.push(...rowDifferences(`${title} ${key}`, other, row));
  }
  for (const key of found.keys()) if (!wanted.has(key)) differences.push(`${title} ${key}: row is not expected, ${text(found.get(key))}`);
  if (differences.length > 0 || !list.ordered) return differences;
  const misplaced = [...wanted.keys()].findIndex((key, place) => keyOf(actualRows[place]) !== key);
  return misplaced < 0 ? [] : [`${title}: row ${misplaced} is ${keyOf(actualRows[misplaced])}, expected ${[...wanted.keys()][misplaced]}`];
}

/** The counts of each domain that either of the two covers. */
function completenessDifferences(actual: unknown, expected: EditionContent): string[] {
  const [found, wanted] = [at(actual, ['completeness']), at(expected, ['completeness'])];
  const countsOf = (value: unknown, where = 'completeness'): [where: string, count: unknown][] =>
    isRecord(value) ? Object.entries(value).flatMap(([name, inner]) => countsOf(inner, `${where}.${name}`)) : [[where, value]];
  const [foundCounts, wantedCounts] = [new Map(countsOf(found)), new Map(countsOf(wanted))];
  return [...new Set([...wantedCounts.keys(), ...foundCounts.keys()])]
    .filter((where) => foundCounts.get(where) !== wantedCounts.get(where))
    .map((where) => `${where}: is ${text(foundCounts.get(where))}, expected ${wantedCounts.has(where) ? text(wantedCounts.get(where)) : 'none'}`);
}

/** Every difference between an edition as served (JSON) and the expected content, one line each; empty when they are equal. */
export function editionDifferences(actual: unknown, expected: EditionContent): string[] {
  const single = (path: readonly string[]): string[] => {
    const [found, wanted] = [at(actual, path), at(expected, path)];
    const where = path.join('.');
    if (isRecord(wanted)) return rowDifferences(where, isRecord(found) ? found : {}, wanted);
    return found === wanted ? [] : [`${where}: is ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`];
  };
  const heads = [['kind'], ['scope'], ['period'], ['dm01', 'month']].flatMap(single);
  return [...heads, ...completenessDifferences(actual, expected), ...LISTS.flatMap((list) => listDifferences(list, actual, expected))];
}

/** The first differences as one readable text for a failing test. */
export function firstDifferences(title: string, differences: readonly string[], limit = 10): string {
  if (differences.length === 0) return '';
  return [`${title}: ${differences.length} differences`, ...differences.slice(0, limit)].join('\n  ');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

const HASHED = [
  'kind', 'scope', 'period', 'bases', 'completeness', 'figures', 'totals', 'dm01', 'centres', 'installations', 'spend', 'missing', 'reconciliations',
];

/** The content hash that an edition as served should carry: SHA-256 of its canonical JSON, in hex. */
export function contentHashOf(edition: unknown): string {
  const content = Object.fromEntries(HASHED.map((name) => [name, at(edition, [name])]));
  return createHash('sha256').update(canonical(content)).digest('hex');
}
