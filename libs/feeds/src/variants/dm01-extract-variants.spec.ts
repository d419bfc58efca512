import { dayNumber } from '@cdc/contracts';
import * as fc from 'fast-check';
import { openCheck } from '../check/file-check.js';
import { type Dm01Row, dm01RowOf } from '../feeds/dm01-row.js';
import { feedByName } from '../feeds/feed-catalogue.js';
import { heading, type Table, writtenFile } from './written-file-under-test.js';

const BANDS = Array.from({ length: 14 }, (_, week) => (week === 13 ? '13+ Weeks' : `${String(week).padStart(2, '0')} < ${String(week + 1).padStart(2, '0')} Week${week === 0 ? '' : 's'}`));
const NAMES = [
  ...['Period', 'Provider Parent Org Code', 'Provider Parent Name', 'Provider Org Code', 'Provider Org Name', 'Commissioner Parent Org Code'],
  ...['Commissioner Parent Name', 'Commissioner Org Code', 'Commissioner Org Name', 'Diagnostic Tests Sort Order', 'Diagnostic Tests'],
  ...BANDS,
  ...['Total WL', 'Waiting List Activity', 'Planned Activity', 'Unscheduled Activity', 'Total Activity'],
];
const TESTS = ['MRI', 'CT', 'COLONOSCOPY'];

/** Fourteen bands and three kinds of activity. */
const counts = fc.array(fc.nat({ max: 5_000 }), { minLength: 17, maxLength: 17 });
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

interface Pair {
  readonly provider: string;
  readonly commissioner: string;
  readonly tests: readonly (readonly number[])[];
}

const pairs = fc.uniqueArray(
  fc.record({
    provider: fc.constantFrom('RAL', 'RWX', 'NT2'),
    commissioner: fc.constantFrom('93C', 'NONC', 'W2U3Z'),
    tests: fc.array(counts, { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 6, selector: ({ provider, commissioner }) => `${provider} ${commissioner}` },
);

function written({ provider, commissioner }: Pair, test: string, numbers: readonly number[]): string[] {
  const [bands, activity] = [numbers.slice(0, 14), numbers.slice(14)];
  const texts = ['DM01-MAY-2024', 'QMJ', 'A board', provider, `Trust ${provider}`, 'QX', 'X', commissioner, 'A board', '1', test];
  return [...texts, ...[...bands, sum(bands), ...activity, sum(activity)].map(String)];
}

function expected({ provider }: Pair, test: string, numbers: readonly number[]): Dm01Row {
  const [waitingListActivity = 0, plannedActivity = 0, unscheduledActivity = 0] = numbers.slice(14);
  return {
    ...{ regionCode: 'Y56', providerCode: provider, providerName: `Trust ${provider}`, test },
    ...{ waitingList: sum(numbers.slice(0, 14)), over6Weeks: sum(numbers.slice(6, 14)), over13Weeks: numbers[13] ?? 0 },
    ...{ waitingListActivity, plannedActivity, unscheduledActivity },
  };
}

const anyExtract = fc
  .tuple(pairs, fc.tuple(...NAMES.map((name) => (/\d|[<+]/.test(name) ? fc.constant(name) : heading([name])))))
  .map(([all, names]): { table: Table; rows: Dm01Row[] } => ({
    table: {
      header: names,
      rows: all.flatMap((pair) => [
        ...pair.tests.map((numbers, at) => written(pair, TESTS[at] ?? '', numbers)),
        written(pair, 'TOTAL', pair.tests.reduce((left, right) => left.map((number, at) => number + (right[at] ?? 0)))),
      ]),
    },
    rows: all.flatMap((pair) => pair.tests.map((numbers, at) => expected(pair, TESTS[at] ?? '', numbers))),
  }))
  .chain((plan) => writtenFile(plan.table).map((file) => ({ ...plan, ...file })));

it('the DM01 full extract is read to the same values however it is written, and its totals are never data', async () => {
  await fc.assert(
    fc.asyncProperty(anyExtract, async ({ bytes, charset, rows }) => {
      const read: Dm01Row[] = [];
      const run = openCheck(feedByName('dm01-monthly'), {
        fileName: 'extract.csv',
        context: { today: dayNumber('2024-08-20'), codeLists: {} },
        onRow: (row) => void read.push(dm01RowOf(row)),
        ...(charset && { charset }),
      });
      run.push(bytes);
      const { errors, meta } = await Promise.resolve(run.end());
      expect(errors.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect([meta.month, read]).toEqual(['2024-05', rows]);
    }),
    { seed: 20_240_805, numRuns: 40 },
  );
});
