import { ICBS, isoDate, REGIONS } from '@cdc/contracts';
import { type CheckErrorCode } from '../errors/error-codes.js';
import { DM01_BANDS } from './dm01-bands.js';
import { type ControlRows, type FileMeta, type Row } from './feed.model.js';

type Report = (row: number | null, code: CheckErrorCode, detail: string) => void;

interface Pair {
  readonly name: string;
  /** By count column. */
  readonly sums: number[];
  total: { readonly row: number; readonly counts: readonly number[] } | null;
}

const ACTIVITIES = ['waiting_list_activity', 'planned_activity', 'unscheduled_activity'];
const FEW = 5;

/**
 * The totals inside the DM01 full extract: a TOTAL row for each provider and commissioner, which is never data. At the end the tests of each pair must
 * add up to it, and in every row the bands to the waiting list and three kinds of activity to all of it. One file is one month.
 */
export class Dm01ExtractControls implements ControlRows {
  private readonly pairs = new Map<string, Pair>();
  private readonly faults: { row: number; code: CheckErrorCode; detail: string }[] = [];
  private readonly withoutRegion = new Map<string, string>();
  private columns: readonly { readonly index: number; readonly name: string }[] = [];
  private month: { readonly day: number; readonly row: number } | null = null;

  takes(row: Row): boolean {
    if (row.text(row.layout.columnIndex('test'))?.toLowerCase() !== 'total') return false;
    const counts = this.columnsOf(row).map(({ index }) => Number(row.text(index) ?? Number.NaN));
    this.pairOf(row).total = { row: row.rowNumber, counts };
    return true;
  }

  add(row: Row): void {
    const { sums } = this.pairOf(row);
    this.columnsOf(row).forEach(({ index }, at) => (sums[at] = (sums[at] ?? 0) + row.number(index)));
    this.checkRow(row);
    this.checkMonth(row);
    const parent = row.text(row.layout.columnIndex('parent_code'));
    const provider = row.text(row.layout.columnIndex('provider_code')) ?? '';
    if (dm01RegionOf(parent) === null) this.withoutRegion.set(provider, parent ?? 'nothing');
  }

  end(report: Report): void {
    for (const { row, code, detail } of this.faults) report(row, code, detail);
    for (const { name, sums, total } of this.pairs.values()) {
      if (total === null) report(null, 'CONTROL_TOTAL', `The tests of ${name} have no row of totals.`);
      else if (sums.length === 0) report(total.row, 'CONTROL_TOTAL', `${name} has a total and no tests.`);
      else this.compare(name, sums, total, report);
    }
    if (this.withoutRegion.size > 0) {
      const some = [...this.withoutRegion].slice(0, FEW).map(([provider, parent]) => `${provider} of ${parent}`);
      const rest = this.withoutRegion.size - some.length;
      report(null, 'REGION_NOT_STATED', `The extract places these providers under no board or region that we know: ${some.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`);
    }
  }

  meta(): FileMeta {
    return this.month === null ? {} : { month: isoDate(this.month.day).slice(0, 7) };
  }

  private compare(name: string, sums: readonly number[], total: NonNullable<Pair['total']>, report: Report): void {
    this.columns.forEach((column, at) => {
      const [sum, stated] = [sums[at] ?? 0, total.counts[at] ?? Number.NaN];
      if (sum !== stated) report(total.row, 'CONTROL_TOTAL', `The tests of ${name} add up to ${inWords(sum)} in ${column.name}; the total says ${inWords(stated)}.`);
    });
  }

  private checkRow(row: Row): void {
    const number = (name: string): number => row.number(row.layout.columnIndex(name));
    const sum = (names: readonly string[]): number => names.reduce((all, name) => all + number(name), 0);
    const checks = [
      ['The bands', sum(DM01_BANDS), 'waiting_list'],
      ['The kinds of activity', sum(ACTIVITIES), 'total_activity'],
    ] as const;
    for (const [what, expected, name] of checks) {
      if (number(name) !== expected)
        this.faults.push({ row: row.rowNumber, code: 'CONTROL_TOTAL', detail: `${what} add up to ${inWords(expected)}; ${name} says ${inWords(number(name))}.` });
    }
  }

  private checkMonth(row: Row): void {
    const day = row.number(row.layout.columnIndex('period'));
    this.month ??= { day, row: row.rowNumber };
    if (day === this.month.day) return;
    const [here, there] = [day, this.month.day].map((one) => isoDate(one).slice(0, 7));
    this.faults.push({ row: row.rowNumber, code: 'MONTHS_DIFFER', detail: `The row is for ${here} and row ${this.month.row.toLocaleString('en-GB')} for ${there}.` });
  }

  private pairOf(row: Row): Pair {
    const [provider, commissioner] = ['provider_code', 'commissioner_code'].map((name) => row.text(row.layout.columnIndex(name)) ?? '');
    const name = `${provider} for ${commissioner}`;
    const pair = this.pairs.get(name) ?? { name, sums: [], total: null };
    this.pairs.set(name, pair);
    return pair;
  }

  private columnsOf(row: Row): readonly { readonly index: number; readonly name: string }[] {
    if (this.columns.length === 0)
      this.columns = row.layout.columns.flatMap(({ type, name }, index) => (type === 'whole' ? [{ index, name }] : []));
    return this.columns;
  }
}

/** The region that a provider's parent tells: its own code, or that of the board it is. Null for any other parent. */
export function dm01RegionOf(parent: string | null): string | null {
  const code = parent?.toUpperCase();
  return REGIONS.find((region) => region.code === code)?.code ?? ICBS.find((icb) => icb.code === code)?.region ?? null;
}

function inWords(count: number): string {
  return Number.isNaN(count) ? 'nothing' : count.toLocaleString('en-GB');
}
