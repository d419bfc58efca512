import { PROGRAMME_TARGET } from '@cdc/contracts';
import { type FigureStatus } from '../editions/figure-line.model.js';
import { type CentresOpen, type SpendFigure } from '../platform-api/programme-figures.js';
import { financeRating, worst, type Rating } from '../programme/finance-rating.model.js';
import { AT_RISK, OFF_TRACK, ON_TRACK } from '../programme/kpi.model.js';
import { KIND_NAMES } from '../programme/programme-kpis.model.js';
import { counted, formatMonth, formatPercent } from '../words/format.model.js';

/** How an organisation stands, and the rules that fired, most serious first. */
export interface RegionStatus {
  readonly status: FigureStatus;
  readonly why: string;
}

const NOT_KNOWN: FigureStatus = { text: 'No data', shape: 'ring', colour: 'grey' };
const REASONS_SHOWN = 2;
const MANY_MISS = 2;

/**
 * Off track: two or more centres are forecast to miss the target, or one or more are behind plan and finance is red. At risk: one of these
 * alone. Else on track.
 * @param spend all lines of each kind
 */
export function regionStatus(centres: CentresOpen | undefined, spend: readonly SpendFigure[]): RegionStatus {
  const finance = worst(spend.map(financeRating));
  if ((!centres || centres.planned === null) && finance === null) return { status: NOT_KNOWN, why: 'No plan to compare with' };
  const behind = Math.max(0, -(centres?.variance ?? 0));
  const misses = centres?.target ? Math.max(0, centres.target - centres.forecast) : 0;
  const isRed = finance === 'red';
  const isOff = misses >= MANY_MISS || (behind > 0 && isRed);
  const month = formatMonth(PROGRAMME_TARGET.by.slice(0, 7));
  const reasons = [
    ...(misses > 0 ? [`${counted(misses, 'centre is', 'centres are')} forecast to miss ${month}`] : []),
    ...(isRed ? spend.filter((figure) => financeRating(figure) === 'red').map(spendReason) : []),
    ...(behind > 0 ? [`${counted(behind, 'centre', 'centres')} behind plan`] : []),
  ];
  return {
    status: isOff ? OFF_TRACK : misses > 0 || behind > 0 || isRed ? AT_RISK : ON_TRACK,
    why: reasons.length === 0 ? 'No concerns' : reasons.slice(0, REASONS_SHOWN).join('. '),
  };
}

/** "Capital 14% under plan"; where spend to date is within limits, "Capital forecast 6% over budget". */
export function spendReason(figure: SpendFigure): string {
  const { kind, planToDate, varianceToDate, budget, forecastOutturn } = figure;
  const toDate: Rating | null = financeRating({ ...figure, forecastOutturn: null });
  if (toDate === financeRating(figure) && planToDate !== null && varianceToDate !== null) {
    return `${KIND_NAMES[kind]} ${formatPercent(varianceToDate, planToDate) ?? ''} ${varianceToDate < 0 ? 'under' : 'over'} plan`.replace('  ', ' ');
  }
  const difference = (forecastOutturn ?? 0) - (budget ?? 0);
  return `${KIND_NAMES[kind]} forecast ${formatPercent(difference, budget ?? 0) ?? ''} ${difference < 0 ? 'under' : 'over'} budget`.replace('  ', ' ');
}
