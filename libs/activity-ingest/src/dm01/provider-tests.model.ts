import { testNumber } from '@cdc/contracts';
import { type Dm01Row } from '@cdc/feeds';
import { type NumberedDm01Row } from './dm01.repository.js';

const COUNTS = ['waitingList', 'over6Weeks', 'over13Weeks', 'waitingListActivity', 'plannedActivity', 'unscheduledActivity'] as const;

type Counted = { -readonly [name in keyof NumberedDm01Row]: NumberedDm01Row[name] };

/** The rows of a DM01 file by provider and test. The full extract has a row for each commissioner, which are added up under the first of them. */
export class ProviderTests {
  private readonly byKey = new Map<string, Counted>();

  add(row: Dm01Row, rowNumber: number): void {
    const key = `${row.providerCode} ${row.test}`;
    const known = this.byKey.get(key);
    if (known) for (const name of COUNTS) known[name] += row[name];
    else this.byKey.set(key, { ...row, testNumber: testNumber(row.test) ?? -1, rowNumber });
  }

  get rows(): readonly NumberedDm01Row[] {
    return [...this.byKey.values()];
  }
}
