import { read, utils } from '@e965/xlsx';
import { monthFromText } from './plain-dates.js';
import { foldText } from './split-csv.js';

export const DM01_COLUMNS = ['waitingList', 'over6Weeks', 'over13Weeks', 'waitingListActivity', 'plannedActivity', 'unscheduledActivity'] as const;
export type Dm01Counts = Record<(typeof DM01_COLUMNS)[number], number>;

export interface Dm01ProviderTest extends Dm01Counts {
  readonly regionCode: string;
  readonly providerCode: string;
  /** Test name as published. */
  readonly testName: string;
}

export interface Dm01Month {
  readonly month: string;
  /** One row per provider and test, 15 tests, no total rows. */
  readonly rows: readonly Dm01ProviderTest[];
  /** The row that the publication itself gives for England, all tests together. */
  readonly england: Dm01Counts;
}

/** Folded header of each column in the sheet. */
const HEADERS: Readonly<Record<string, string>> = {
  totalwaitinglist: 'waitingList',
  numberwaiting6weeks: 'over6Weeks',
  numberwaiting13weeks: 'over13Weeks',
  waitinglisttestsproceduresexcludingplanned: 'waitingListActivity',
  plannedtestsprocedures: 'plannedActivity',
  unscheduledtestsprocedures: 'unscheduledActivity',
  regionalteamcode: 'region',
  providercode: 'provider',
  providername: 'providerName',
  diagnosticid: 'testId',
  diagnostictestname: 'testName',
};

function counts(valueOf: (column: string) => unknown): Dm01Counts {
  const number = (column: string): number => {
    const value = valueOf(column);
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw new RangeError(`${column} is ${String(value)}`);
    return value;
  };
  return {
    waitingList: number('waitingList'),
    over6Weeks: number('over6Weeks'),
    over13Weeks: number('over13Weeks'),
    waitingListActivity: number('waitingListActivity'),
    plannedActivity: number('plannedActivity'),
    unscheduledActivity: number('unscheduledActivity'),
  };
}

/** Reads the sheet "Provider by Test" of a published DM01 provider workbook. @throws RangeError when it is not one */
export function readDm01Workbook(bytes: Uint8Array): Dm01Month {
  const sheet = read(bytes, { type: 'array' }).Sheets['Provider by Test'];
  if (!sheet) throw new RangeError('no sheet "Provider by Test"');
  const grid: unknown[][] = utils.sheet_to_json(sheet, { header: 1, raw: true, defval: null });
  const headerAt = grid.findIndex((row) => row.some((value) => foldText(String(value)) === 'diagnosticid'));
  const places = new Map((grid[headerAt] ?? []).map((title, at) => [HEADERS[foldText(String(title))] ?? '', at]));
  const period = grid.find((row) => row.includes('Period:'));
  const month = monthFromText(String(period?.[period.indexOf('Period:') + 1]));

  const rows: Dm01ProviderTest[] = [];
  let england: Dm01Counts | null = null;
  for (const line of grid.slice(headerAt + 1)) {
    const valueOf = (column: string): unknown => line[places.get(column) ?? -1] ?? null;
    const testId = valueOf('testId');
    if (valueOf('providerName') === 'Total' && testId === null) england = counts(valueOf);
    if (typeof testId !== 'number' || testId > 15) continue;
    const [regionCode, providerCode, testName] = ['region', 'provider', 'testName'].map((column) => String(valueOf(column)).trim());
    rows.push({ regionCode: regionCode ?? '', providerCode: providerCode ?? '', testName: testName ?? '', ...counts(valueOf) });
  }
  if (!england || rows.length === 0) throw new RangeError('no England row or no provider rows');
  return { month, rows, england };
}
