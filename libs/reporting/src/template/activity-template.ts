import { dayNumber, isoDate, monthDays, monthOf, weekEnding } from '@cdc/contracts';
import { isExpected, overlaps } from '../edition/cells.model.js';
import { testOrder } from '../edition/test-order.model.js';
import { ACTIVITY_VERSION, CENTRE_VERSION, OFFER_VERSION, type ActivityVersion } from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { type PeriodDays } from '../reports/report.model.js';
import { NOW, isInScope, type TemplateQuestion, type TemplateRows } from './template-question.js';

/** A centre and a test that is offered in a period. */
interface ExpectedCell {
  readonly cdcCode: string;
  readonly test: string;
}

/** The last whole week, by its Sunday. */
function dueWeek(today: string): string {
  return isoDate(weekEnding(dayNumber(today)) - 7);
}

function dueMonth(today: string): string {
  return monthOf(monthDays(today.slice(0, 7)).first - 1);
}

const weekDays = (sunday: string): PeriodDays => ({ first: isoDate(dayNumber(sunday) - 6), last: sunday });

function daysOfMonth(month: string): PeriodDays {
  const { first, last } = monthDays(month);
  return { first: isoDate(first), last: isoDate(last) };
}

/** A row for each open centre and test of the last whole week, with the figure of the week before to remember it by. */
export const weeklyActivityTemplate: TemplateRows = async (question) => {
  const week = dueWeek(question.today);
  const before = isoDate(dayNumber(week) - 7);
  const title = `delivered in the week ending ${before}`;
  const last = await deliveredIn(question, 'week', before, 'weekly');
  const cells = await expectedCells(question, weekDays(week));
  return { information: [title], rows: cells.map((cell) => ({ cdc_code: cell.cdcCode, week_ending: week, test: cell.test, [title]: last(cell) })) };
};

/** The same for each day of the last whole week. */
export const dailyActivityTemplate: TemplateRows = async (question) => {
  const week = dueWeek(question.today);
  const before = isoDate(dayNumber(week) - 7);
  const title = `delivered in all days of the week ending ${before}`;
  const last = await deliveredIn(question, 'week', before, 'daily');
  const cells = await expectedCells(question, weekDays(week));
  const days = Array.from({ length: 7 }, (_, index) => isoDate(dayNumber(week) - 6 + index));
  return { information: [title], rows: days.flatMap((date) => cells.map((cell) => ({ cdc_code: cell.cdcCode, date, test: cell.test, [title]: last(cell) }))) };
};

export const monthlyActivityTemplate: TemplateRows = async (question) => {
  const month = dueMonth(question.today);
  const before = monthOf(monthDays(month).first - 1);
  const title = `delivered in ${before}`;
  const last = await deliveredIn(question, 'month', before, 'monthly');
  const cells = await expectedCells(question, daysOfMonth(month));
  return { information: [title], rows: cells.map((cell) => ({ cdc_code: cell.cdcCode, month, test: cell.test, [title]: last(cell) })) };
};

/** Centres that are open in the period with the tests they offer in it, by centre and in the order of tests. */
async function expectedCells({ manager, regions }: TemplateQuestion, days: PeriodDays): Promise<readonly ExpectedCell[]> {
  const centres = await versionsAt(manager, CENTRE_VERSION, NOW);
  const offers = new Map((await versionsAt(manager, OFFER_VERSION, NOW)).map((row) => [row.cdc_code, row.offers]));
  return centres
    .filter((centre) => isInScope(regions, centre.region_code) && isExpected(centre, days, []))
    .flatMap(({ cdc_code: cdcCode }) => {
      const tests = new Set((offers.get(cdcCode) ?? []).filter((offer) => overlaps(offer, days)).map(({ test }) => test));
      return [...tests].sort((left, right) => testOrder(left) - testOrder(right)).map((test) => ({ cdcCode, test }));
    });
}

/** What a centre delivered of a test in one period, by returns of one grain; null where it did not say. */
async function deliveredIn({ manager }: TemplateQuestion, kind: ActivityVersion['kind'], period: string, grain: ActivityVersion['grain']): Promise<(cell: ExpectedCell) => number | null> {
  const rows = await versionsAt(manager, ACTIVITY_VERSION, NOW, 'kind = $2 and period = $3 and grain = $4', [kind, period, grain]);
  const byCell = new Map(rows.flatMap((row) => row.tests.map((test, index) => [`${row.cdc_code} ${test}`, row.delivered[index] ?? null] as const)));
  return ({ cdcCode, test }) => byCell.get(`${cdcCode} ${test}`) ?? null;
}
