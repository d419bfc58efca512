import { isInformationHeader } from '../copy/for-information.js';
import { columnLetters } from '../errors/cell-address.js';
import { type FaultReporter } from '../check/fault-reporter.js';
import { type FoundHeader } from './header-search.js';
import { nearestColumn } from './header-match.js';

/** Names that reach into JavaScript objects; no feed has such a column. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether a column may not have this name. */
export function isForbiddenName(name: string): boolean {
  return FORBIDDEN.has(name.toLowerCase());
}

/** Reports everything that is wrong with a header, all at once. */
export function reportHeader({ match, rows }: FoundHeader, report: FaultReporter): void {
  for (const column of match.missing) report.file('MISSING_COLUMN', { column: column.name });
  for (const { column, places } of match.duplicates) {
    report.file('DUPLICATE_HEADER', {
      row: rows,
      column: column.name,
      detail: places.map(columnLetters).join(' and '),
    });
  }
  const respelt = match.layout.name === 'template' ? match.respelt : [];
  if (respelt.length > 0) {
    const pairs = respelt.slice(0, 5).map(({ name, column }) => `"${name.trim().slice(0, 60)}" as ${column.name}`);
    report.file('HEADER_TIDIED', { row: rows, detail: new Intl.ListFormat('en-GB').format(pairs) });
  }
  for (const { name } of match.unknown) {
    if (isInformationHeader(name)) continue;
    if (isForbiddenName(name)) report.file('FORBIDDEN_HEADER', { row: rows, detail: name });
    else
      report.file('IGNORED_COLUMN', {
        row: rows,
        detail: name.slice(0, 60),
        suggestion: nearestColumn(name, match.layout),
      });
  }
}
