import { monthFromText, isSunday } from './plain-dates.js';
import { csvRecords } from './split-csv.js';
import { testCode } from './test-names.js';
import { wholeNumber } from './whole-numbers.js';

export const GRAINS = ['daily', 'weekly', 'monthly'] as const;
export type Grain = (typeof GRAINS)[number];

/** What one row of a return states. Null = the row leaves it out. */
export interface StatedCell {
  readonly delivered: number;
  readonly didNotAttend: number | null;
  readonly cancelled: number | null;
}

/** A tree centre → test → key. */
type ByCentre<Value> = Map<string, Map<string, Map<string, Value>>>;

/** Everything that the accepted files state, later files over earlier ones, cell by cell. */
export interface StatedFigures {
  /** By date, week-ending Sunday or month. */
  readonly returns: Record<Grain, ByCentre<StatedCell>>;
  /** By month. */
  readonly plans: ByCentre<number>;
  /** By first day; the value is the last day or null. */
  readonly offers: ByCentre<string | null>;
}

export interface SentFile {
  readonly feed: string;
  readonly body: string;
}

/** Null = nothing stated. */
export function stated<Value>(tree: ByCentre<Value>, centre: string, test: string, key: string): Value | null {
  return tree.get(centre)?.get(test)?.get(key) ?? null;
}

function put<Value>(tree: ByCentre<Value>, centre: string, test: string, key: string, value: Value): void {
  const tests = tree.get(centre) ?? new Map<string, Map<string, Value>>();
  tree.set(centre, tests);
  const keys = tests.get(test) ?? new Map<string, Value>();
  tests.set(test, keys);
  keys.set(key, value);
}

function optionalCount(row: Map<string, string>, column: string): number | null {
  const text = row.get(column) ?? '';
  return text === '' ? null : wholeNumber(text);
}

const cell = (row: Map<string, string>, column: string): string => row.get(column) ?? '';

function dateOfRow(row: Map<string, string>, grain: Grain): string {
  if (grain === 'monthly') return monthFromText(cell(row, 'month'));
  const date = cell(row, grain === 'daily' ? 'date' : 'weekending');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new RangeError(`not a date: ${date}`);
  if (grain === 'weekly' && !isSunday(date)) throw new RangeError(`not a Sunday: ${date}`);
  return date;
}

/** Reads files in the order in which they were accepted. @throws RangeError for a file that should not have been accepted */
export function readStatedFigures(files: Iterable<SentFile>): StatedFigures {
  const figures: StatedFigures = { returns: { daily: new Map(), weekly: new Map(), monthly: new Map() }, plans: new Map(), offers: new Map() };
  for (const file of files) {
    for (const row of csvRecords(file.body, 'cdccode')) readRow(figures, file.feed, row);
  }
  return figures;
}

function readRow(figures: StatedFigures, feed: string, row: Map<string, string>): void {
  const centre = cell(row, 'cdccode').toUpperCase();
  const test = testCode(cell(row, 'test'));
  const grain = GRAINS.find((name) => feed === `activity-${name}`);
  if (grain) {
    const delivered = wholeNumber(cell(row, 'delivered'));
    const value = { delivered, didNotAttend: optionalCount(row, 'didnotattend'), cancelled: optionalCount(row, 'cancelled') };
    put(figures.returns[grain], centre, test, dateOfRow(row, grain), value);
  } else if (feed === 'plan-activity') {
    put(figures.plans, centre, test, monthFromText(cell(row, 'month')), wholeNumber(cell(row, 'planned')));
  } else if (feed === 'offered-tests') {
    put(figures.offers, centre, test, cell(row, 'from') || '0001-01-01', cell(row, 'to') || null);
  } else throw new RangeError(`the oracle does not read ${feed}`);
}
