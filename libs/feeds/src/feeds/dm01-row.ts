import { DM01_BANDS } from './dm01-bands.js';
import { dm01RegionOf } from './dm01-extract-controls.js';
import { type Row } from './feed.model.js';

/** A provider and a test of a DM01 file. The month stands in `CheckResult.meta.month`. Counts are patients or tests. */
export interface Dm01Row {
  /** Null where the file tells none that we know. */
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

const FIRST_BAND_OVER_6_WEEKS = 6;

/** The row by name. In the full extract a provider and a test have a row for each commissioner: add them up. Allocates: not for hot paths. */
export function dm01RowOf(row: Row): Dm01Row {
  const { layout } = row;
  const value = (name: string): string => row.value(layout.columnIndex(name)) ?? '';
  const number = (name: string): number => row.number(layout.columnIndex(name));
  const sum = (bands: readonly string[]): number => bands.reduce((all, band) => all + number(band), 0);
  const isExtract = layout.name === 'dm01-full-extract';
  return {
    regionCode: isExtract ? dm01RegionOf(row.text(layout.columnIndex('parent_code'))) : row.text(layout.columnIndex('region_code')),
    providerCode: value('provider_code').toUpperCase(),
    providerName: value('provider_name'),
    test: value('test'),
    waitingList: number('waiting_list'),
    over6Weeks: isExtract ? sum(DM01_BANDS.slice(FIRST_BAND_OVER_6_WEEKS)) : number('over_6_weeks'),
    over13Weeks: isExtract ? sum(DM01_BANDS.slice(-1)) : number('over_13_weeks'),
    waitingListActivity: number('waiting_list_activity'),
    plannedActivity: number('planned_activity'),
    unscheduledActivity: number('unscheduled_activity'),
  };
}
