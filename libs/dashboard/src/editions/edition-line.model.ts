import { ENGLAND, ICBS, regionName } from '@cdc/contracts';
import { type EditionItem } from '../platform-api/edition-item.js';
import { formatCount, formatShortInstant } from '../words/format.model.js';
import { periodName } from '../words/sentences.model.js';

export interface EditionLine {
  readonly href: string;
  readonly title: string;
  readonly scope: string;
  readonly centres: string;
  readonly built: string;
  readonly reference: string;
}

/** An edition as a list shows it. */
export function editionLine({ id, kind, scope, period, completeness, builtAt }: EditionItem): EditionLine {
  const words = periodName(kind, period);
  return {
    href: `/reports/editions/${encodeURIComponent(id)}`,
    title: `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
    scope: scope.name ?? scopeName(scope.level, scope.code),
    centres: `${formatCount(completeness.centresReported)} of ${formatCount(completeness.centresExpected)}`,
    built: formatShortInstant(builtAt),
    reference: id,
  };
}

function scopeName(level: string, code: string): string {
  if (level === 'england') return ENGLAND.name;
  return (level === 'region' ? regionName(code) : ICBS.find((icb) => icb.code === code)?.name) ?? code;
}
