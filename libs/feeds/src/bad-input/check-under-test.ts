import { dayNumber, type FeedName } from '@cdc/contracts';
import { type CheckOptions, type CheckResult } from '../check/check-result.model.js';
import { openCheck } from '../check/file-check.js';
import { createCodeList } from '../columns/code-list.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { ABSENT, type CheckContext } from '../feeds/feed.model.js';

const OTHER_REGION = 7;
const CLOSED = 8;

export { brief } from '../check/check-under-test.js';

/**
 * Tuesday 20 August 2024. Centres RWX01 to RWX03 are the sender's; RWX07 is of another region and RWX08 closed on 6 August.
 * Organisations RWX and RWY, also known as Trust RWX and Trust RWY, and the machine RWX-MRI-1 are registered.
 */
export const context: CheckContext = {
  today: dayNumber('2024-08-20'),
  codeLists: {
    cdcs: createCodeList([1, 2, 3, OTHER_REGION, CLOSED].map((number) => ({ code: `RWX0${number}`, number, name: `Centre ${number}` }))),
    organisations: createCodeList(['RWX', 'RWY'].map((code, number) => ({ code, number, name: `Trust ${code}`, aliases: [`Trust ${code}`] }))),
    machines: createCodeList([{ code: 'RWX-MRI-1', number: 0 }]),
  },
  centres: {
    inScope: (number) => number !== OTHER_REGION,
    openedDay: () => ABSENT,
    closedDay: (number) => (number === CLOSED ? dayNumber('2024-08-06') : ABSENT),
  },
};

export type Cells = Readonly<Record<string, string | number | null>>;

export interface Checked extends CheckResult {
  /** Every row that was given: whole numbers and money as numbers, all else as text, by column. Cells that are empty are left out. */
  readonly rows: readonly Cells[];
}

/** Checks a file that arrives in pieces. */
export async function checked(feed: FeedName, given: Uint8Array | string, options: Partial<CheckOptions> = {}): Promise<Checked> {
  const rows: Cells[] = [];
  const run = openCheck(feedByName(feed), {
    fileName: 'file.csv',
    context,
    onRow: (row) => {
      const cells = row.layout.columns.flatMap(({ name, type }, at) => {
        const value = type === 'whole' || type === 'money' || type === 'decimal' ? row.number(at) : row.value(at);
        return value === null || value === ABSENT ? [] : [[name, value] as const];
      });
      rows.push(Object.fromEntries(cells));
    },
    ...options,
  });
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  for (let at = 0; at < bytes.length; at += 1000) run.push(bytes.subarray(at, at + 1000));
  return Promise.resolve(run.end()).then((result) => ({ ...result, rows }));
}

export const HEADER = 'cdc_code,date,test,delivered';
export const SOUND = 'RWX01,2024-08-05,MRI,12';

/** A return of daily activity with these rows. */
export const daily = (rows: string, header = HEADER): Promise<Checked> => checked('activity-daily', `${header}\n${rows}`);

/** A return of one row whose one cell is this. */
export const delivered = (cell: string): Promise<Checked> => daily(`RWX01,2024-08-05,MRI,${/[,"]/.test(cell) ? `"${cell}"` : cell}\n`);

/** A published ledger with these rows. */
export const published = (rows: readonly string[], options: Partial<CheckOptions> = {}): Promise<Checked> =>
  checked('ledger', ['Department Family,Entity,Date Paid,Expense Type,Expense Area,Supplier Name,Transaction Reference,Amount', ...rows].join('\r\n'), options);
