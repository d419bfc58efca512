import { type Level } from '@cdc/contracts';
import { type EditionDm01Row } from '../platform-api/edition-item.js';
import { formatCount, formatPercent } from '../words/format.model.js';
import { testName, testOrder } from './figure-line.model.js';

const ICB_NOT_KNOWN = 'ICB_NOT_KNOWN';

export interface Dm01Line {
  readonly test: string;
  readonly waitingList: string;
  readonly over6Weeks: string;
  readonly over6WeeksShare: string;
  readonly over13Weeks: string;
  readonly waitingListActivity: string;
  readonly plannedActivity: string;
  readonly unscheduledActivity: string;
  readonly totalActivity: string;
  readonly providers: string;
}

/** The rows of one organisation, and apart from them those of its providers whose ICB nobody knows. */
export function dm01Rows(rows: readonly EditionDm01Row[], place: { readonly level: Level; readonly code: string }): { rows: Dm01Line[]; unknownIcb: Dm01Line[] } {
  return {
    rows: lines(rows.filter((row) => row.level === place.level && row.code === place.code)),
    unknownIcb: lines(rows.filter((row) => row.code === ICB_NOT_KNOWN && row.parent === place.code)),
  };
}

function lines(rows: readonly EditionDm01Row[]): Dm01Line[] {
  return [...rows]
    .sort((a, b) => testOrder(a.test) - testOrder(b.test))
    .map((row) => ({
      test: testName(row.test),
      waitingList: formatCount(row.waitingList),
      over6Weeks: formatCount(row.over6Weeks),
      over6WeeksShare: formatPercent(row.over6Weeks, row.waitingList) ?? '',
      over13Weeks: formatCount(row.over13Weeks),
      waitingListActivity: formatCount(row.waitingListActivity),
      plannedActivity: formatCount(row.plannedActivity),
      unscheduledActivity: formatCount(row.unscheduledActivity),
      totalActivity: formatCount(row.totalActivity),
      providers: formatCount(row.providers),
    }));
}
