import { MODALITIES, PROGRAMME_TARGET, SLIP_REASONS } from '@cdc/contracts';
import { type FigureStatus } from '../editions/figure-line.model.js';
import { type LateMachine, type OverviewItem } from '../platform-api/overview-item.js';
import { type InstallationFigure, type SpendFigure } from '../platform-api/programme-figures.js';
import { RATING_LIMITS, financeRating } from '../programme/finance-rating.model.js';
import { AT_RISK, OFF_TRACK } from '../programme/kpi.model.js';
import { KIND_NAMES } from '../programme/programme-kpis.model.js';
import { counted, formatCount, formatDate, formatMonth, formatPercent } from '../words/format.model.js';
import { formatMoney } from '../words/money.model.js';
import { capitalised, moneyOff } from '../words/programme-sentences.model.js';
import { joined } from '../words/sentences.model.js';

export interface Alert {
  readonly status: FigureStatus;
  readonly title: string;
  /** Where on the page, or in the service, it can be looked into. */
  readonly href: string | null;
  readonly why: string;
}

const SHOWN = 6;
const OVERDUE: FigureStatus = { text: 'Overdue', shape: 'cross', colour: 'red' };
const LATE_DATA: FigureStatus = { text: 'Late data', shape: 'warning', colour: 'orange' };
/** From which share of the machines of a kind on it is named. */
const LATE_KIND_SHARE = 0.25;

/** What needs a decision, most serious first, at most six. */
export function alerts(overview: OverviewItem): Alert[] {
  const { scope, centres, spend, installations } = overview;
  const whole = spend.filter(({ level, code, line }) => level === scope.level && code === scope.code && line === null);
  const money = whole.flatMap((figure) => spendAlert(figure, spend));
  const here = centres.find(({ level, code }) => level === scope.level && code === scope.code);
  const isRed = ({ status }: Alert) => status.colour === 'red';
  const found = [
    ...money,
    ...overdueAlert(overview.lateMachines),
    ...lateDataAlerts(overview),
    ...(here?.target ? missAlert(here.target - here.forecast, here.target) : []),
    ...unmatchedAlert(overview),
    ...lateKindAlert(installations.filter(({ level, code }) => level === scope.level && code === scope.code), overview.lateMachines),
  ];
  return [...found.filter(isRed), ...found.filter((alert) => !isRed(alert))].slice(0, SHOWN);
}

function spendAlert(figure: SpendFigure, all: readonly SpendFigure[]): Alert[] {
  const rating = financeRating(figure);
  if (rating === null || rating === 'green') return [];
  const { kind, budget, forecastOutturn } = figure;
  const status = rating === 'red' ? OFF_TRACK : AT_RISK;
  const variance = figure.varianceToDate ?? 0;
  if (financeRating({ ...figure, forecastOutturn: null }) === rating) {
    const off = variance < 0 ? 'under' : 'over';
    const rule = `More than ${RATING_LIMITS.toDate[rating]}% ${off} plan.`;
    return [{ status, title: `${KIND_NAMES[kind]} is ${moneyOff(variance)}`, href: '#compared', why: [rule, ...shareOfRegions(figure, all)].join(' ') }];
  }
  const difference = (forecastOutturn ?? 0) - (budget ?? 0);
  const off = difference < 0 ? 'under' : 'over';
  const title = `${KIND_NAMES[kind]} is forecast to finish the year ${formatMoney(Math.abs(difference))} ${off} budget`;
  return [{ status, title, href: '#compared', why: `More than ${RATING_LIMITS.forecast[rating]}% ${off} the budget of ${formatMoney(budget ?? 0)}.` }];
}

const REGIONS_NAMED = 3;

/** "Midlands, South East and East of England make up 68% of it." The variances that point the other way are left out. */
function shareOfRegions({ kind, varianceToDate }: SpendFigure, all: readonly SpendFigure[]): string[] {
  const sign = Math.sign(varianceToDate ?? 0);
  const sameWay = all
    .filter(({ level, kind: other, line }) => level === 'region' && other === kind && line === null)
    .map(({ name, varianceToDate: own }) => ({ name, size: (own ?? 0) * sign }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size);
  const named = sameWay.slice(0, REGIONS_NAMED);
  if (sameWay.length < 2) return [];
  const share = formatPercent(named.reduce((sum, { size }) => sum + size, 0), sameWay.reduce((sum, { size }) => sum + size, 0));
  return [`${joined(named.map(({ name }) => name))} make up ${share} of what regions are ${sign < 0 ? 'under' : 'over'}.`];
}

function overdueAlert(machines: readonly LateMachine[]): Alert[] {
  const overdue = machines.filter(({ daysOverdue }) => daysOverdue > 0).sort((a, b) => b.daysOverdue - a.daysOverdue);
  const [longest] = overdue;
  if (!longest) return [];
  const title = `${counted(overdue.length, 'equipment milestone has', 'equipment milestones have')} passed with no update`;
  return [{ status: OVERDUE, title, href: '#late-equipment', why: `Longest: ${modalityName(longest.modality)} at ${longest.orgName}, ${counted(longest.daysOverdue, 'day', 'days')}.` }];
}

function lateDataAlerts({ completeness, week, month }: OverviewItem): Alert[] {
  const alert = (count: number, title: string, why: string): Alert[] => (count > 0 ? [{ status: LATE_DATA, title, href: null, why }] : []);
  const { centresNotReported = 0, spend, installations } = completeness;
  return [
    ...alert(
      centresNotReported,
      `${counted(centresNotReported, 'centre has', 'centres have')} not sent this week's tests`,
      `Week ending ${formatDate(week)}. Their plan is in no comparison on this page.`,
    ),
    ...alert(
      spend?.entitiesNotPosted ?? 0,
      `${counted(spend?.entitiesNotPosted ?? 0, 'ledger is', 'ledgers are')} missing for ${formatMonth(month)}`,
      `${formatCount(spend?.entitiesPosted ?? 0)} of ${formatCount(spend?.entitiesExpected ?? 0)} have been posted.`,
    ),
    ...alert(
      installations?.machinesNotUpdated ?? 0,
      `${counted(installations?.machinesNotUpdated ?? 0, 'machine has', 'machines have')} had no update for 28 days`,
      `Of ${formatCount(installations?.machinesExpected ?? 0)} that are not in use yet. Confirm or change their forecasts.`,
    ),
  ];
}

function missAlert(misses: number, target: number): Alert[] {
  if (misses <= 0) return [];
  const month = formatMonth(PROGRAMME_TARGET.by.slice(0, 7));
  const title = `${counted(misses, 'centre is', 'centres are')} forecast to miss ${month}`;
  return [{ status: misses > 1 ? OFF_TRACK : AT_RISK, title, href: '#progress', why: `${formatCount(target - misses)} of ${formatCount(target)} are open or expected by then.` }];
}

function unmatchedAlert({ scope, unmatched }: OverviewItem): Alert[] {
  const here = unmatched.find(({ level, code }) => level === scope.level && code === scope.code);
  if (!here || here.linesToDate === 0) return [];
  const title = `${counted(here.linesToDate, 'ledger line', 'ledger lines')} worth ${formatMoney(here.amountToDate)} cannot be compared with a plan`;
  return [{ status: AT_RISK, title, href: null, why: 'They name no centre, kind or budget line. Finance matches them; until then they are in no figure of spend.' }];
}

function lateKindAlert(figures: readonly InstallationFigure[], machines: readonly LateMachine[]): Alert[] {
  const share = ({ late, machines: all }: InstallationFigure) => (all === 0 ? 0 : late / all);
  const [worst] = figures.filter((figure) => figure.modality !== null && share(figure) >= LATE_KIND_SHARE).sort((a, b) => share(b) - share(a) || b.late - a.late);
  if (!worst || worst.modality === null) return [];
  const title = `${modalityName(worst.modality)}: ${formatCount(worst.late)} of ${formatCount(worst.machines)} ${worst.machines === 1 ? 'is' : 'are'} late`;
  const reason = mainReason(machines.filter(({ modality }) => modality === worst.modality));
  return [{ status: AT_RISK, title, href: '#late-equipment', why: reason ?? 'No reason for the delay has been given.' }];
}

function mainReason(machines: readonly LateMachine[]): string | null {
  const counts = new Map<string, number>();
  for (const { reason } of machines) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [first] = [...counts].sort(([, a], [, b]) => b - a);
  return first === undefined ? null : `Most frequent reason: ${reasonName(first[0])} (${counted(first[1], 'machine', 'machines')}).`;
}

export function modalityName(code: string): string {
  return MODALITIES.find((modality) => modality.code === code)?.name ?? capitalised(code.toLowerCase());
}

export function reasonName(code: string): string {
  return SLIP_REASONS.find((reason) => reason.code === code)?.name ?? code;
}
