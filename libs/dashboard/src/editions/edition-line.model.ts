import { ENGLAND, ICBS, regionName } from '@cdc/contracts';
import { type EditionItem } from '../platform-api/edition-item.js';
import { type Completeness } from '../platform-api/programme-figures.js';
import { formatCount, formatShortInstant } from '../words/format.model.js';
import { capitalised } from '../words/programme-sentences.model.js';
import { REPORT_NAMES, periodName } from '../words/sentences.model.js';

export interface EditionLine {
  readonly href: string;
  readonly title: string;
  readonly scope: string;
  readonly coverage: string;
  readonly built: string;
  readonly reference: string;
}

/** An edition as a list shows it. */
export function editionLine({ id, kind, scope, period, completeness, builtAt }: EditionItem): EditionLine {
  return {
    href: `/reports/editions/${encodeURIComponent(id)}`,
    title: `${capitalised(REPORT_NAMES[kind])}, ${periodName(kind, period)}`,
    scope: scope.name ?? scopeName(scope.level, scope.code),
    coverage: coverageWords(completeness),
    built: formatShortInstant(builtAt),
    reference: id,
  };
}

function scopeName(level: string, code: string): string {
  if (level === 'england') return ENGLAND.name;
  return (level === 'region' ? regionName(code) : ICBS.find((icb) => icb.code === code)?.name) ?? code;
}

/** "160 of 165 centres", or "40 of 42 ledgers" of a report that covers no tests. */
export function coverageWords({ centresReported, centresExpected, spend }: Completeness): string {
  if (centresReported !== undefined && centresExpected !== undefined) return `${formatCount(centresReported)} of ${formatCount(centresExpected)} centres`;
  return spend ? `${formatCount(spend.entitiesPosted)} of ${formatCount(spend.entitiesExpected)} ledgers` : '';
}
