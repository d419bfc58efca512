import { type EditionContent, type EditionItem } from '../platform-api/edition-item.js';
import { type Total } from '../platform-api/programme-figures.js';
import { formatCount } from '../words/format.model.js';
import { againstPlan, coverage, periodName } from '../words/sentences.model.js';

export interface RegionNow {
  readonly kind: string;
  readonly period: string;
  readonly href: string;
  readonly lines: readonly { label: string; value: string; of: string | null; sentence: string }[];
}

/** The latest week that has a report, else the latest month; of one period the edition made last. `editions` come newest first. */
export function newestEdition<T extends Pick<EditionItem, 'kind' | 'period'>>(editions: readonly T[]): T | undefined {
  const weekly = editions.filter(({ kind }) => kind === 'weekly');
  const candidates = weekly.length > 0 ? weekly : editions.filter(({ kind }) => kind === 'monthly');
  return [...candidates].sort((a, b) => b.period.localeCompare(a.period))[0];
}

/** What a region sees of itself at a glance. */
export function regionNow(edition: EditionContent): RegionNow {
  const { kind, period, scope, totals, completeness } = edition;
  const { centresReported = 0, centresExpected = 0 } = completeness;
  const total = (basis: Total['basis']) => totals.find((one) => one.level === scope.level && one.code === scope.code && one.basis === basis);
  return {
    kind,
    period: periodName(kind, period),
    href: `/reports/editions/${encodeURIComponent(edition.id)}`,
    lines: [
      {
        label: 'Centres that reported',
        value: formatCount(centresReported),
        of: `of ${formatCount(centresExpected)}`,
        sentence: coverage(centresReported, centresExpected),
      },
      testsLine('The 15 DM01 tests', total('DM01_15')),
      testsLine('All CDC tests', total('ALL_CDC')),
    ],
  };
}

function testsLine(label: string, total: Total | undefined): RegionNow['lines'][number] {
  if (!total || total.actual === null) return { label, value: 'No data', of: null, sentence: 'Nothing was reported.' };
  const words = againstPlan(total);
  return { label, value: formatCount(total.actual), of: null, sentence: `${words.charAt(0).toUpperCase()}${words.slice(1)}` };
}
