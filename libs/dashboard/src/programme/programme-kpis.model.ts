import { type SpendKind } from '@cdc/contracts';
import { bullet } from '../charts/bullet.model.js';
import { sparkline, type SparkPoint } from '../charts/sparkline.model.js';
import { NO_PLAN, figureLine, type FigureStatus } from '../editions/figure-line.model.js';
import { type CentresOpen, type InstallationFigure, type Measures, type SpendFigure } from '../platform-api/programme-figures.js';
import { formatCount } from '../words/format.model.js';
import { formatMoney } from '../words/money.model.js';
import { capitalised, lateWords, moneyAgainstPlan } from '../words/programme-sentences.model.js';
import { againstPlan } from '../words/sentences.model.js';
import { financeRating } from './finance-rating.model.js';
import { AT_RISK, BEHIND, KPI_GRAPHIC, OFF_TRACK, ON_TRACK, noData, type Kpi } from './kpi.model.js';

export const KIND_NAMES: Readonly<Record<SpendKind, string>> = { capital: 'Capital', revenue: 'Revenue' };
export const RATING_STATUS = { green: ON_TRACK, amber: AT_RISK, red: OFF_TRACK } as const;
const WITHIN: FigureStatus = { text: 'Within 5% of plan', shape: 'tick', colour: 'green' };
const ABOVE: FigureStatus = { text: 'Above plan', shape: 'tick', colour: 'green' };
const NEAR_PERCENT = 5;

export function centresKpi(figure: CentresOpen | undefined): Kpi {
  const label = 'Centres open';
  if (!figure) return noData(label, 'No centre is registered here.');
  const { open, temporary, planned, variance, target } = figure;
  const plan = planned === null || variance === null ? 'There is no opening plan.' : `Plan by now: ${formatCount(planned)}. ${centresBehind(variance)}.`;
  return {
    label,
    value: formatCount(open),
    of: target === null ? null : `of ${formatCount(target)}`,
    graphic: bullet({ value: open, plan: planned, full: target }, KPI_GRAPHIC),
    sentence: `${plan}${temporary === 0 ? '' : ` ${formatCount(temporary)} in temporary buildings.`}`,
    status: variance === null ? NO_PLAN : variance < 0 ? BEHIND : ON_TRACK,
  };
}

/** "5 centres behind", "1 centre ahead", "As planned". */
export function centresBehind(variance: number): string {
  if (variance === 0) return 'As planned';
  const size = Math.abs(variance);
  return `${formatCount(size)} ${size === 1 ? 'centre' : 'centres'} ${variance < 0 ? 'behind' : 'ahead'}`;
}

export function testsKpi(label: string, total: Measures | undefined, weeks: readonly SparkPoint[] = []): Kpi {
  if (!total || total.actual === null) return noData(label, 'Nothing was reported.');
  const graphic = sparkline(weeks, { ...KPI_GRAPHIC, height: 36 });
  const unplanned = total.actualWithoutPlan > 0 ? ` ${formatCount(total.actualWithoutPlan)} had no plan.` : '';
  return {
    label,
    value: formatCount(total.actual),
    of: null,
    graphic: graphic === '' ? null : graphic,
    sentence: `${capitalised(againstPlan(total))}.${unplanned}`,
    status: graphic === '' ? figureLine(total).status : nearPlan(total),
  };
}

function nearPlan({ plan, variance }: Measures): FigureStatus {
  if (plan === null || variance === null) return NO_PLAN;
  if (Math.abs(variance) * 100 <= NEAR_PERCENT * plan) return WITHIN;
  return variance < 0 ? BEHIND : ABOVE;
}

/** @param figure first patients of all kinds of machine */
export function equipmentKpi(figure: InstallationFigure | undefined): Kpi {
  const label = 'Equipment in use';
  if (!figure || figure.machines === 0) return noData(label, 'No machine is registered here.');
  const { actualToDate, plannedToDate, machines, variance, late, overdue } = figure;
  return {
    label,
    value: formatCount(actualToDate),
    of: `of ${formatCount(machines)}`,
    graphic: bullet({ value: actualToDate, plan: plannedToDate, full: machines }, KPI_GRAPHIC),
    sentence: `Plan by now: ${formatCount(plannedToDate)}. ${capitalised(lateWords(late, overdue))}.`,
    status: variance < 0 ? BEHIND : ON_TRACK,
  };
}

/** @param figure all lines of the kind */
export function spendKpi(kind: SpendKind, when: string, figure: SpendFigure | undefined): Kpi {
  const label = `${KIND_NAMES[kind]} spent, ${when}`;
  if (!figure || figure.actualToDate === null) return noData(label, 'No ledger of the period has been posted.');
  const { actualToDate, planToDate, varianceToDate, budget } = figure;
  const rating = financeRating(figure);
  return {
    label,
    value: formatMoney(actualToDate),
    of: budget === null ? null : `of ${formatMoney(budget)}`,
    graphic: bullet({ value: actualToDate, plan: planToDate, full: budget }, KPI_GRAPHIC),
    sentence: `${capitalised(moneyAgainstPlan(varianceToDate, planToDate))}.`,
    status: rating === null ? NO_PLAN : RATING_STATUS[rating],
  };
}
