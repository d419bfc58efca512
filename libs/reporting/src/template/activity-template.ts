import { dayNumber, isoDate, lastEndedPeriod, monthDays, monthOf } from '@cdc/contracts';
import { centreReturns } from '../expected/centre-returns.read-model.js';
import { expectedCells } from '../expected/expected-cells.model.js';
import { periodDays } from '../expected/period-days.model.js';
import { NOW, type TemplateQuestion, type TemplateRows } from './template-question.js';

/** A centre and a test that is offered in the last period that has ended. */
interface OwedCell {
  readonly cdcCode: string;
  readonly test: string;
  /** Tests done in the period before, as far as returns state them; to remember it by. */
  readonly last: number | null;
}

interface Owed {
  readonly period: string;
  readonly before: string;
  readonly cells: readonly OwedCell[];
}

const NOTHING: ReadonlyMap<string, number> = new Map();

/** A row for each open centre and test of the last whole week, with the figure of the week before. */
export const weeklyActivityTemplate: TemplateRows = async (question) => {
  const { period, before, cells } = await owed(question, 'week');
  const title = `delivered in the week ending ${before}`;
  return { information: [title], rows: cells.map(({ cdcCode, test, last }) => ({ cdc_code: cdcCode, week_ending: period, test, [title]: last })) };
};

/** The same for each day of the last whole week. */
export const dailyActivityTemplate: TemplateRows = async (question) => {
  const { period, before, cells } = await owed(question, 'week');
  const title = `delivered in all days of the week ending ${before}`;
  const days = Array.from({ length: 7 }, (_, index) => isoDate(dayNumber(period) - 6 + index));
  return { information: [title], rows: days.flatMap((date) => cells.map(({ cdcCode, test, last }) => ({ cdc_code: cdcCode, date, test, [title]: last }))) };
};

export const monthlyActivityTemplate: TemplateRows = async (question) => {
  const { period, before, cells } = await owed(question, 'month');
  const title = `delivered in ${before}`;
  return { information: [title], rows: cells.map(({ cdcCode, test, last }) => ({ cdc_code: cdcCode, month: period, test, [title]: last })) };
};

/** What is expected of the last period that has ended, by centre and in the order of tests, whether it was returned or not. */
async function owed({ manager, regions, today }: TemplateQuestion, grain: 'week' | 'month'): Promise<Owed> {
  const period = lastEndedPeriod(grain, today);
  const before = grain === 'week' ? isoDate(dayNumber(period) - 7) : monthOf(monthDays(period).first - 1);
  const centres = await centreReturns(manager, { 'cdc-registry': NOW, 'activity-ingest': NOW }, grain, before, regions);
  const last = new Map(centres.map(({ code, delivered }) => [code, delivered]));
  const cells = expectedCells(centres.map((centre) => ({ ...centre, delivered: NOTHING })), periodDays(grain, period)).filter(({ state }) => state === 'not-reported');
  return { period, before, cells: cells.map(({ cdcCode, test }) => ({ cdcCode, test, last: last.get(cdcCode)?.get(test) ?? null })) };
}
