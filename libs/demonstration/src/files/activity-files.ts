import { dayNumber, weekday, type RegionCode } from '@cdc/contracts';
import { beginningsOf, doneOn, type DoneTests } from '../programme/activity-plan.js';
import { isOpenOn, type Centre } from '../programme/centres.js';
import { addDays, datesFrom, datesOfMonth, mondayOf } from '../programme/days.js';
import { draws } from '../programme/draws.js';
import { testsOf } from '../programme/tests-offered.js';
import { csvText, type Column } from './csv.js';
import { accepted, regionClient, type SentFile } from './sent-file.js';

/** The region whose centres count by the week and by the month, and not by the day. */
export const REGION_BY_WEEK: RegionCode = 'Y58';

/** What a region says when it is asked why centres are missing. */
const MISSING_CENTRES = 'These centres have not closed their books yet. We have asked them, and they send the week on its own.';

interface ReturnRow extends DoneTests {
  readonly cdcCode: string;
  readonly period: string;
  readonly test: string;
}

/** Rows of a centre by day. Days before its opening have none. */
function dailyRows(centre: Centre, dates: readonly string[]): ReturnRow[] {
  const open = dates.filter((date) => isOpenOn(centre, date));
  const beginnings = beginningsOf(centre);
  return testsOf(centre).flatMap(({ test, perWeek }) =>
    open.map((period) => ({ cdcCode: centre.code, period, test, ...doneOn(centre, test, perWeek, beginnings.get(test) ?? centre.opens, period, weekday(dayNumber(period))) })),
  );
}

/** The days added up to one row a test. */
function wholeRows(centre: Centre, dates: readonly string[], period: string): ReturnRow[] {
  const daily = dailyRows(centre, dates);
  return testsOf(centre).flatMap(({ test }): ReturnRow[] => {
    const own = daily.filter((row) => row.test === test);
    const sum = (count: (row: ReturnRow) => number): number => own.reduce((total, row) => total + count(row), 0);
    if (own.length === 0) return [];
    return [{ cdcCode: centre.code, period, test, delivered: sum((row) => row.delivered), didNotAttend: sum((row) => row.didNotAttend), cancelled: sum((row) => row.cancelled) }];
  });
}

function returnText(periodHeader: string, rows: readonly ReturnRow[]): string {
  const columns: readonly Column<ReturnRow>[] = [
    ['cdc_code', ({ cdcCode }) => cdcCode],
    [periodHeader, ({ period }) => period],
    ['test', ({ test }) => test],
    ['delivered', ({ delivered }) => delivered],
    ['did_not_attend', ({ didNotAttend }) => didNotAttend],
    ['cancelled', ({ cancelled }) => cancelled],
  ];
  return csvText(rows, columns);
}

/** A region's return of a week for some of its centres; null when none of them was open. @param name what tells it from the region's other files of the week */
export function weekReturn(region: RegionCode, centres: readonly Centre[], sunday: string, name = 'activity'): SentFile | null {
  const byWeek = region === REGION_BY_WEEK;
  const dates = datesFrom(mondayOf(sunday), sunday);
  const rows = centres.flatMap((centre) => (byWeek ? wholeRows(centre, dates, sunday) : dailyRows(centre, dates)));
  if (rows.length === 0) return null;
  const fileName = `${region.toLowerCase()}-${name}-week-ending-${sunday}.csv`;
  const feed = byWeek ? 'activity-weekly' : 'activity-daily';
  return { ...accepted(feed, regionClient(region), fileName, returnText(byWeek ? 'week_ending' : 'date', rows)), explanation: MISSING_CENTRES };
}

/** The monthly return of the region that counts by week. */
export function monthReturn(centres: readonly Centre[], month: string): SentFile {
  const rows = centres.flatMap((centre) => wholeRows(centre, datesOfMonth(month), month));
  return accepted('activity-monthly', regionClient(REGION_BY_WEEK), `${REGION_BY_WEEK.toLowerCase()}-activity-${month}.csv`, returnText('month', rows));
}

/** Some cells of a centre's week stated again, a little higher or lower, as when a log book was read wrong. */
export function correctedWeek(region: RegionCode, centre: Centre, sunday: string): SentFile | null {
  const draw = draws('correction', centre.code, sunday);
  const dates = datesFrom(mondayOf(sunday), sunday);
  const rows = region === REGION_BY_WEEK ? wholeRows(centre, dates, sunday) : dailyRows(centre, dates);
  const wrong = rows.filter(({ delivered }) => delivered > 0 && draw.chance(15)).map((row) => ({ ...row, delivered: Math.max(0, row.delivered + draw.whole(-6, 9)) }));
  if (wrong.length === 0) return null;
  const byWeek = region === REGION_BY_WEEK;
  const fileName = `${region.toLowerCase()}-correction-${centre.code}-${sunday}.csv`;
  return accepted(byWeek ? 'activity-weekly' : 'activity-daily', regionClient(region), fileName, returnText(byWeek ? 'week_ending' : 'date', wrong));
}

/** A return that cannot be taken: centres by another list's codes, a test that does not exist, a week to come and counts with words in them. */
export function spoiltReturn(region: RegionCode, centres: readonly Centre[], sunday: string): SentFile | null {
  const good = weekReturn(region, centres, sunday, 'activity-first-try');
  const [header = '', ...lines] = (good?.body ?? '').split('\r\n');
  if (!good || lines.length < 40) return null;
  const spoilt = lines.map((line, at) => {
    if (at % 29 === 3) return line.replace(/^SYC/, 'CDC');
    if (at % 31 === 5) return line.replace(/,(MRI|CT|PHLEBOTOMY),/, ',Scan of the head,');
    if (at % 37 === 7) return line.replace(/,\d+,\d+,\d+$/, ',n/a,,');
    if (at % 41 === 9) return line.replace(/,\d{4}-\d\d-\d\d,/, `,${addDays(sunday, 14)},`);
    return line;
  });
  return { ...good, body: [header, ...spoilt].join('\r\n'), outcome: 'rejected' };
}
