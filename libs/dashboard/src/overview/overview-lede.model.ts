import { PROGRAMME_TARGET } from '@cdc/contracts';
import { type OverviewItem } from '../platform-api/overview-item.js';
import { type CentresOpen } from '../platform-api/programme-figures.js';
import { financeRating } from '../programme/finance-rating.model.js';
import { KIND_NAMES } from '../programme/programme-kpis.model.js';
import { counted, formatCount } from '../words/format.model.js';
import { centresSentence, forecastSentence, moneyOff } from '../words/programme-sentences.model.js';
import { targetReached } from './openings.model.js';

/** What one would say first: where the programme stands, where it is heading, and its greatest risk. At most three sentences. */
export function overviewLede(overview: OverviewItem, centres: CentresOpen, today: string): string {
  const { open, target, forecast } = centres;
  const allBy = targetReached(overview.openings, open, target, today);
  const risk = riskSentence(overview);
  return [centresSentence(centres), forecastSentence(forecast, target, PROGRAMME_TARGET.by, allBy, today), ...(risk === null ? [] : [risk])].join(' ');
}

/** Money beyond its limits comes first, then milestones that have passed, then data that have not come. */
function riskSentence({ scope, spend, lateMachines, completeness }: OverviewItem): string | null {
  const [worst] = spend
    .filter(({ level, code, line }) => level === scope.level && code === scope.code && line === null)
    .filter((figure) => financeRating({ ...figure, forecastOutturn: null }) === 'red')
    .sort((a, b) => Math.abs(b.varianceToDate ?? 0) - Math.abs(a.varianceToDate ?? 0));
  if (worst) return `${KIND_NAMES[worst.kind]} spending is the greatest risk: ${moneyOff(worst.varianceToDate ?? 0)}.`;
  const overdue = lateMachines.filter(({ daysOverdue }) => daysOverdue > 0).length;
  if (overdue > 0) return `${counted(overdue, 'equipment milestone has', 'equipment milestones have')} passed with no update.`;
  const { centresNotReported: missing = 0, centresExpected: expected = 0 } = completeness;
  if (missing > 0) return `${formatCount(missing)} of ${counted(expected, 'centre', 'centres')} ${missing === 1 ? 'has' : 'have'} not sent this week's tests.`;
  return null;
}
