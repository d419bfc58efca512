import { dayNumber } from '@cdc/contracts';
import * as fc from 'fast-check';
import { type CheckOptions } from '../check/check-result.model.js';
import { createCodeList } from '../columns/code-list.js';
import { type Checked, checked, type Cells } from '../bad-input/check-under-test.js';
import { FEED_DEFINITIONS } from '../feeds/feed-catalogue.js';
import { type Column, type Layout } from '../feeds/feed.model.js';
import { type Cell, cellOf, CENTRES, MACHINES, ORGANISATIONS } from './cells-under-test.js';
import { type DateCell, isoDay, isoDayAt, numbersCell, type Order, plainCell } from './dates-under-test.js';
import { tidyRow } from './row-rules-under-test.js';
import { heading, type Table, writtenFile } from './written-file-under-test.js';

const RUNS = 40;
const SEED = 20_240_805;

const listed = (codes: readonly string[]) => createCodeList(codes.map((code, number) => ({ code, number })));
const context = { today: dayNumber('2024-08-20'), codeLists: { cdcs: listed(CENTRES), organisations: listed(ORGANISATIONS), machines: listed(MACHINES) } };

/** A file of a layout before it is written. */
interface Planned {
  readonly table: Table;
  readonly rows: readonly Cells[];
  readonly stated: Order | undefined;
  readonly refusal: string | null;
}

/** Columns that stay though they may be missing: they tell a published ledger from our template, a milestone from nothing, and a header from one name. */
const ALWAYS = ['department_family', 'actual', 'acute'];
/** Names by which a layout is told from another of its feed. */
const OWN_NAMES_ONLY: Readonly<Record<string, readonly string[]>> = { 'published-accounts': ['expense_type', 'expense_area'] };

const namesOf = (layout: Layout, { name, aliases }: Column): readonly string[] => (OWN_NAMES_ONLY[layout.name]?.includes(name) ? aliases : [name, ...aliases]);

const isKey = (layout: Layout, column: Column): boolean => layout.key.includes(column.name);

function dateOf(layout: Layout, column: Column, at: number, order: Order, stated: boolean): fc.Arbitrary<Cell> {
  const step = column.name === 'week_ending' ? 7 : 1;
  const day = isKey(layout, column) ? fc.constant(isoDayAt(at, step)) : isoDay(step);
  switch (column.dateFormat ?? 'iso') {
    case 'iso':
      return day.chain((iso): fc.Arbitrary<Cell> => (stated ? fc.oneof(numbersCell(iso, order, false), plainCell(iso)) : fc.constant({ written: iso, read: iso })));
    case 'compact':
      return day.map((iso) => ({ written: iso.replaceAll('-', ''), read: iso }));
    case 'day-first':
      return day.chain((iso) => numbersCell(iso, 'dmy', false));
    case 'by-evidence':
      return day.chain((iso) => fc.oneof({ weight: 4, arbitrary: numbersCell(iso, order, true) }, { weight: 1, arbitrary: plainCell(iso) }));
  }
}

function cell(layout: Layout, column: Column, at: number, order: Order, stated: boolean): fc.Arbitrary<Cell> {
  if (column.difference) return fc.constant({ written: '', read: null });
  if (column.type === 'date') {
    const value = dateOf(layout, column, at, order, stated);
    return column.required === true ? value : fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant({ written: '', read: null }) });
  }
  const tellers = layout.columns.filter((other) => isKey(layout, other) && ['date', 'month'].includes(other.type));
  return cellOf(column, at, isKey(layout, column), tellers.length > 0);
}

/** What a file whose dates tell this must be refused for. */
function refusalOf(cells: readonly Cell[], stated: Order | undefined): string | null {
  const dates = cells.filter((one): one is DateCell => 'tells' in one && one.written !== '');
  if (stated !== undefined || dates.some(({ tells }) => tells === 'its order')) return null;
  return dates.some(({ tells }) => tells === 'a question') ? 'DATE_ORDER_UNKNOWN' : null;
}

const planned = (layout: Layout): fc.Arbitrary<Planned> =>
  fc
    .record({
      order: fc.constantFrom<Order>('dmy', 'mdy'),
      isStated: layout.feed === 'ledger' ? fc.boolean() : fc.constant(false),
      count: fc.integer({ min: 1, max: 12 }),
      left: fc.array(fc.boolean(), { minLength: layout.columns.length, maxLength: layout.columns.length }),
      places: fc.shuffledSubarray([...layout.columns.keys()], { minLength: layout.columns.length }),
      headings: fc.tuple(...layout.columns.map((column) => heading(namesOf(layout, column)))),
    })
    .chain(({ order, isStated, count, left, places, headings }) => {
      const kept = places.filter((index) => {
        const column = layout.columns[index];
        return column && !column.difference && (column.required !== false || ALWAYS.includes(column.name) || layout.positions || !left[index]);
      });
      const stated = isStated ? order : undefined;
      const row = (at: number): fc.Arbitrary<Cell[]> => fc.tuple(...layout.columns.map((column) => cell(layout, column, at, order, isStated)));
      return fc.tuple(...Array.from({ length: count }, (_, at) => row(at))).map((drawn): Planned => {
        const rows = drawn.map((cells, at) => tidyRow(layout, new Map(layout.columns.map(({ name }, index) => [name, kept.includes(index) ? cells[index] ?? { written: '', read: null } : { written: '', read: null }])), at));
        const written = rows.map((cells) => layout.columns.map(({ name }) => cells.get(name)?.written ?? ''));
        const table: Table = layout.positions
          ? { header: null, rows: written.map((texts) => positioned(layout, texts)) }
          : { header: kept.map((index) => headings[index] ?? ''), rows: written.map((texts) => kept.map((index) => texts[index] ?? '')) };
        const expected = rows.map((cells) => Object.fromEntries([...cells].flatMap(([name, { read }]) => (read === null ? [] : [[name, read]]))));
        const evidence = layout.columns.flatMap(({ name, dateFormat }) => (dateFormat === 'by-evidence' ? rows.flatMap((cells) => cells.get(name) ?? []) : []));
        return { table, rows: expected, stated, refusal: refusalOf(evidence, stated) };
      });
    });

function positioned({ positions }: Layout, texts: readonly string[]): string[] {
  const cells = Array.from({ length: positions?.count ?? 0 }, () => '');
  positions?.indexes.forEach((place, index) => (cells[place] = texts[index] ?? ''));
  return cells;
}

/** Reads a file as often as its dates ask. */
async function read(layout: Layout, bytes: Uint8Array, options: Partial<CheckOptions>): Promise<Checked> {
  const first = await checked(layout.feed, bytes, { context, ...options });
  return first.reread ? checked(layout.feed, bytes, { context, ...options, reread: first.reread }) : first;
}

/** Sums by column that the file has, in whole pence for money. */
function sumsOf(layout: Layout, rows: readonly Cells[]): Record<string, number> {
  const sums = layout.columns.flatMap(({ name, type }) => {
    if ((type !== 'whole' && type !== 'money') || !rows.some((row) => name in row)) return [];
    return [[type === 'money' ? `${name}Pence` : name, rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0)] as const];
  });
  return Object.fromEntries(sums);
}

const layouts = FEED_DEFINITIONS.flatMap((feed) => feed.layouts).filter(({ format, name }) => format === 'csv' && name !== 'dm01-full-extract');

describe.each(layouts.map((layout) => [`${layout.feed} ${layout.name}`, layout] as const))('%s', (_, layout) => {
  it('is read to the same values however it is written, or refused for what it cannot tell', async () => {
    const anyFile = planned(layout).chain((plan) => writtenFile(plan.table).map((file) => ({ plan, file })));
    await fc.assert(
      fc.asyncProperty(anyFile, async ({ plan, file: { bytes, charset } }) => {
        const result = await read(layout, bytes, { ...(charset && { charset }), ...(plan.stated && { dateOrder: plan.stated }) });
        const errors = result.errors.filter(({ severity }) => severity === 'error').map(({ code }) => code);
        expect(errors).toEqual(plan.refusal === null ? [] : [plan.refusal]);
        if (plan.refusal !== null) return;
        expect(result.rows).toEqual(plan.rows);
        expect(result.counts.read).toBe(plan.rows.length);
        expect(result.totals).toMatchObject(sumsOf(layout, plan.rows));
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});
