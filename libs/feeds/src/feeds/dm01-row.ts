import { type Row } from './feed.model.js';

/** A provider and a test of the DM01 provider workbook. The month stands in `CheckResult.meta.month`. Counts are patients or tests. */
export interface Dm01Row {
  readonly regionCode: string | null;
  readonly providerCode: string;
  readonly providerName: string;
  /** Canonical test code. */
  readonly test: string;
  readonly waitingList: number;
  readonly over6Weeks: number;
  readonly over13Weeks: number;
  readonly waitingListActivity: number;
  readonly plannedActivity: number;
  readonly unscheduledActivity: number;
}

export function dm01RowOf(row: Row): Dm01Row {
  return {
    regionCode: row.text(0),
    providerCode: '',
    providerName: '',
    test: '',
    waitingList: 0,
    over6Weeks: 0,
    over13Weeks: 0,
    waitingListActivity: 0,
    plannedActivity: 0,
    unscheduledActivity: 0,
  };
}
