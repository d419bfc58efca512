import { ABSENT, type ReportCell } from '../feeds/feed.model.js';
import { type HeaderMatch } from '../header/header-match.js';
import { type RowView } from './row-view.js';

/** A column of money that the file states as two: debits and credits for one amount. */
export class Difference {
  constructor(
    readonly column: number,
    private readonly of: number,
    private readonly less: number,
  ) {}

  /** Works the column out of the two; NaN where one of them is faulty. */
  take(row: RowView, report: ReportCell): void {
    const [plus, minus] = [row.number(this.of), row.number(this.less)];
    const isEmpty = plus === ABSENT && minus === ABSENT;
    row.values[this.column] = isEmpty ? Number.NaN : (plus === ABSENT ? 0 : plus) - (minus === ABSENT ? 0 : minus);
    if (isEmpty) report(this.of, 'MISSING_VALUE');
  }
}

/** The differences of a layout that the file does not state itself. */
export function differencesOf({ layout, places }: HeaderMatch): readonly Difference[] {
  return layout.columns.flatMap(({ difference }, index) => {
    if (!difference || (places[index] ?? -1) >= 0) return [];
    return [new Difference(index, layout.columnIndex(difference.of), layout.columnIndex(difference.less))];
  });
}
