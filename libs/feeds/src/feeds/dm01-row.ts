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

/** The row by name. Allocates: not for hot paths. */
export function dm01RowOf(row: Row): Dm01Row {
  const value = (name: string): string => row.value(row.layout.columnIndex(name)) ?? '';
  const number = (name: string): number => row.number(row.layout.columnIndex(name));
  return {
    regionCode: row.text(row.layout.columnIndex('region_code')),
    providerCode: value('provider_code').toUpperCase(),
    providerName: value('provider_name'),
    test: value('test'),
    waitingList: number('waiting_list'),
    over6Weeks: number('over_6_weeks'),
    over13Weeks: number('over_13_weeks'),
    waitingListActivity: number('waiting_list_activity'),
    plannedActivity: number('planned_activity'),
    unscheduledActivity: number('unscheduled_activity'),
  };
}
