import { type CodeList } from '../columns/code-list.js';
import { type Layout } from '../feeds/feed.model.js';
import { type DuplicateKeys } from './duplicate-keys.js';
import { type FaultReporter } from './fault-reporter.js';
import { keyStoreFor } from './key-store.js';
import { type RowView } from './row-view.js';

/** Looks for rows that have the same key. */
export class KeyCheck {
  private readonly keys: DuplicateKeys;
  private readonly columns: readonly number[];

  constructor(
    private readonly layout: Layout,
    lists: readonly (CodeList | null)[],
  ) {
    this.keys = keyStoreFor(layout, lists);
    this.columns = layout.key.map((name) => layout.columnIndex(name));
  }

  /** A row whose key is blank or faulty in part has none. */
  look(view: RowView, report: FaultReporter): void {
    if (this.columns.length === 0) return;
    for (const column of this.columns) {
      if (view.starts[column] === view.ends[column] || Number.isNaN(view.number(column))) return;
    }
    const earlier = this.keys.earlierRow(view);
    if (earlier === 0) return;
    const row = view.rowNumber;
    const rows = `Rows ${earlier.toLocaleString('en-GB')} and ${row.toLocaleString('en-GB')}`;
    report.file('DUPLICATE_KEY', { row, detail: `${rows} have the same ${new Intl.ListFormat('en-GB').format(this.layout.key)}.` });
  }
}
