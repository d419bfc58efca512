import { counted, formatCount, formatDate, formatMonth, formatPercent } from './format.model.js';
import { formatMoney } from './money.model.js';

export interface CentresAgainstPlan {
  readonly open: number;
  readonly variance: number | null;
  readonly target: number | null;
}

/** "91 centres are open, 5 fewer than planned by now". Without a full stop: also a heading. */
export function centresFinding({ open, variance }: CentresAgainstPlan): string {
  const verb = open === 1 ? 'is' : 'are';
  const subject = open === 0 ? 'No centre is' : `${counted(open, 'centre', 'centres')} ${verb}`;
  return `${subject} open${againstPlanByNow(variance)}`;
}

/** "91 of 165 centres are open, 5 fewer than planned by now." */
export function centresSentence(figure: CentresAgainstPlan): string {
  const { open, variance, target } = figure;
  if (target === null) return `${centresFinding(figure)}.`;
  return `${formatCount(open)} of ${counted(target, 'centre', 'centres')} ${open === 1 ? 'is' : 'are'} open${againstPlanByNow(variance)}.`;
}

function againstPlanByNow(variance: number | null): string {
  if (variance === null) return '';
  if (variance === 0) return ', as planned';
  return `, ${formatCount(Math.abs(variance))} ${variance < 0 ? 'fewer' : 'more'} than planned by now`;
}

/** "On current forecasts 164 will be open by March 2025 and all 165 by April 2025." `allBy` is the day on which the forecast reaches the target. */
export function forecastSentence(forecast: number, target: number | null, by: string, allBy: string | null, today: string): string {
  const month = formatMonth(by.slice(0, 7));
  if (target === null) return `On current forecasts ${formatCount(forecast)} will be open by ${month}.`;
  if (today > by) {
    return allBy === null ? `The day of the target, ${formatDate(by)}, has passed.` : `The target is ${allBy <= today ? 'met' : `forecast to be met in ${formatMonth(allBy.slice(0, 7))}`}.`;
  }
  if (allBy !== null && allBy <= by) return `On current forecasts all ${formatCount(target)} will be open by ${formatMonth(allBy.slice(0, 7))}.`;
  const all = allBy === null ? '' : ` and all ${formatCount(target)} by ${formatMonth(allBy.slice(0, 7))}`;
  return `On current forecasts ${formatCount(forecast)} will be open by ${month}${all}.`;
}

/** "£32.6m (14%) under the plan of £231.0m", "as planned (£231.0m)". Amounts in pence. */
export function moneyAgainstPlan(variance: number | null, plan: number | null): string {
  if (plan === null || variance === null) return 'no plan to compare with';
  if (variance === 0) return `as planned (${formatMoney(plan)})`;
  const share = formatPercent(variance, plan);
  return `${formatMoney(Math.abs(variance))}${share === null ? '' : ` (${share})`} ${variance < 0 ? 'under' : 'over'} the plan of ${formatMoney(plan)}`;
}

/** "£32.6m under plan" */
export function moneyOff(variance: number): string {
  return `${formatMoney(Math.abs(variance))} ${variance < 0 ? 'under' : 'over'} plan`;
}

/** "126 items late, 7 overdue", "none late". */
export function lateWords(late: number, overdue: number): string {
  const parts = [...(late > 0 ? [counted(late, 'item late', 'items late')] : []), ...(overdue > 0 ? [`${formatCount(overdue)} overdue`] : [])];
  return parts.length === 0 ? 'none late' : parts.join(', ');
}

const DAYS_IN_WEEK = 7;
/** From when a milestone counts as late. */
export const LATE_DAYS = 21;

/** "20 weeks late", "2 days late", "on plan", "3 weeks early". */
export function slipWords(days: number): string {
  if (days === 0) return 'on plan';
  const size = Math.abs(days);
  const words = size < DAYS_IN_WEEK ? counted(size, 'day', 'days') : counted(Math.floor(size / DAYS_IN_WEEK), 'week', 'weeks');
  return `${words} ${days > 0 ? 'late' : 'early'}`;
}

/** "40 of 42 centres have sent tests for the week ending 13 November 2022". */
export function weekCoverage(reported: number, expected: number, week: string): string {
  if (expected === 0) return `no centre was expected to send tests for the week ending ${formatDate(week)}`;
  const who = `${formatCount(reported)} of ${counted(expected, 'centre', 'centres')}`;
  return `${who} ${reported === 1 ? 'has' : 'have'} sent tests for the week ending ${formatDate(week)}`;
}

/** The number of a month within its financial year: April is 1. */
export function financialMonth(month: string): number {
  return ((Number(month.slice(5, 7)) + 8) % 12) + 1;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
