import { type CheckErrorCode } from '../errors/error-codes.js';
import { DM01_BANDS } from './dm01-bands.js';
import { ABSENT, type ControlRows, type Row } from './feed.model.js';

type Report = (row: number | null, code: CheckErrorCode, detail: string) => void;

interface Totals {
  readonly row: number;
  readonly counts: readonly number[];
}

const FIRST_BAND_OVER_6_WEEKS = 6;

/**
 * The totals inside the DM01 workbook: a `Total` row for each provider and one for England. They are never data. At the end the tests of
 * each provider must add up to its total, all providers to England's, and in every row the bands to the waiting list.
 */
export class Dm01Controls implements ControlRows {
  private readonly stated = new Map<string, Totals>();
  private readonly summed = new Map<string, number[]>();
  private england: Totals | null = null;
  private readonly rowFaults: { row: number; detail: string }[] = [];
  private names: readonly string[] = [];

  takes(row: Row): boolean {
    const text = (name: string): string => row.text(row.layout.columnIndex(name)) ?? '';
    if (text('test').toLowerCase() === 'total') {
      this.stated.set(text('provider_code'), this.totalsOf(row));
      return true;
    }
    if (text('provider_name').toLowerCase() !== 'total' || text('provider_code') !== '') return false;
    this.england = this.totalsOf(row);
    return true;
  }

  add(row: Row): void {
    const counts = this.columnsOf(row).map((column) => row.number(column));
    const provider = row.text(row.layout.columnIndex('provider_code')) ?? '';
    const sums = this.summed.get(provider) ?? counts.map(() => 0);
    counts.forEach((count, index) => (sums[index] = (sums[index] ?? 0) + (count === ABSENT ? 0 : count)));
    this.summed.set(provider, sums);
    this.checkBands(row);
  }

  end(report: Report): void {
    for (const { row, detail } of this.rowFaults) report(row, 'CONTROL_TOTAL', detail);
    for (const [provider, sums] of this.summed)
      this.compare(`The tests of ${provider}`, sums, this.stated.get(provider), report);
    for (const [provider, { row }] of this.stated) {
      if (!this.summed.has(provider)) report(row, 'CONTROL_TOTAL', `${provider} has a total and no tests.`);
    }
    const country = [...this.summed.values()].reduce(
      (all, sums) => all.map((sum, index) => sum + (sums[index] ?? 0)),
      this.names.map(() => 0),
    );
    this.compare('All providers', country, this.england ?? undefined, report);
  }

  private compare(what: string, sums: readonly number[], total: Totals | undefined, report: Report): void {
    if (!total) return report(null, 'CONTROL_TOTAL', `${what} have no row of totals.`);
    sums.forEach((sum, index) => {
      const stated = total.counts[index];
      if (sum === stated) return;
      const name = this.names[index];
      report(
        total.row,
        'CONTROL_TOTAL',
        `${what} add up to ${inWords(sum)} in ${name}; the total says ${stated === undefined ? 'nothing' : inWords(stated)}.`,
      );
    });
  }

  private checkBands(row: Row): void {
    const number = (name: string): number => row.number(row.layout.columnIndex(name));
    const sum = (bands: readonly string[]): number => bands.reduce((total, band) => total + number(band), 0);
    const checks = [
      ['waiting_list', sum(DM01_BANDS)],
      ['over_6_weeks', sum(DM01_BANDS.slice(FIRST_BAND_OVER_6_WEEKS))],
      ['over_13_weeks', sum(DM01_BANDS.slice(-1))],
    ] as const;
    for (const [name, expected] of checks) {
      if (number(name) === expected) continue;
      this.rowFaults.push({
        row: row.rowNumber,
        detail: `The bands add up to ${inWords(expected)}; ${name} says ${inWords(number(name))}.`,
      });
    }
  }

  /** The columns that are added up: every count. */
  private columnsOf(row: Row): number[] {
    const columns = row.layout.columns.flatMap((column, index) => (column.type === 'whole' ? [index] : []));
    if (this.names.length === 0) this.names = columns.map((index) => row.layout.columns[index]?.name ?? '');
    return columns;
  }

  private totalsOf(row: Row): Totals {
    return { row: row.rowNumber, counts: this.columnsOf(row).map((column) => Number(row.text(column) ?? Number.NaN)) };
  }
}

function inWords(count: number): string {
  return Number.isNaN(count) ? 'nothing' : count.toLocaleString('en-GB');
}
