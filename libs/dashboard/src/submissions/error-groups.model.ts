import { ERROR_CODES } from '@cdc/feeds';
import { type SubmissionError, type SubmissionErrorGroup } from '../platform-api/submission-item.js';
import { counted, formatCount } from '../words/format.model.js';
import { joined, whereInFile } from '../words/sentences.model.js';

export interface ErrorRow {
  readonly row: string;
  readonly column: string;
  readonly found: string | null;
  readonly suggestion: string | null;
  readonly message: string;
  readonly need: string;
}

export interface ErrorGroupView {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly where: string;
  /** Set when one sentence holds for every row; else each row has its own. */
  readonly sentence: string | null;
  readonly fixes: readonly string[];
  readonly first: readonly ErrorRow[];
  readonly rest: readonly ErrorRow[];
  readonly summary: string;
  readonly restSummary: string;
  /** How many more there are than the page lists. */
  readonly unlisted: string | null;
  readonly hasCells: boolean;
}

const SHOWN_FIRST = 3;
const MOST_FIXES = 3;

/** Groups as a page shows them. `errors` are those read so far: the counts of `groups` are always whole. */
export function errorGroupViews(groups: readonly SubmissionErrorGroup[], errors: readonly SubmissionError[], severity: 'error' | 'warning'): ErrorGroupView[] {
  return groups
    .filter((group) => group.severity === severity)
    .map((group) => {
      const found = errors.filter((error) => error.code === group.code && error.severity === severity);
      return groupView(group, found.length > 0 ? found : group.examples);
    });
}

/** Titles of codes come from the feed engine; a code that it does not know (a file-level one of a service) is put in words. */
export function errorTitle(code: string): string {
  const known = Object.entries(ERROR_CODES).find(([name]) => name === code)?.[1];
  const words = code.toLowerCase().replaceAll('_', ' ');
  return known ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function groupView(group: SubmissionErrorGroup, errors: readonly SubmissionError[]): ErrorGroupView {
  const sentences = new Set(errors.map((error) => error.message));
  const fixes = [...new Set(errors.map((error) => error.fix))];
  const title = errorTitle(group.code);
  const rows = errors.map(errorRow);
  const unlisted = group.count - errors.length;
  return {
    id: `cause-${group.severity}-${group.code.toLowerCase().replaceAll('_', '-')}`,
    code: group.code,
    title,
    where: whereInFile(group.count, group.columns ?? [], group.firstRow, group.lastRow),
    sentence: sentences.size === 1 ? joined([...sentences]) : null,
    fixes: fixes.slice(0, MOST_FIXES),
    first: rows.slice(0, SHOWN_FIRST),
    rest: rows.slice(SHOWN_FIRST),
    summary: group.firstRow === null && group.count === 1 ? title : `${howMany(group)}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    restSummary: `Show ${formatCount(rows.length - SHOWN_FIRST)} more`,
    unlisted: unlisted > 0 ? formatCount(unlisted) : null,
    hasCells: errors.some((error) => error.row !== null || error.value !== null),
  };
}

function howMany({ count, firstRow }: SubmissionErrorGroup): string {
  return firstRow === null ? counted(count, 'time', 'times') : counted(count, 'row', 'rows');
}

function errorRow(error: SubmissionError): ErrorRow {
  const letters = /^[A-Z]+/.exec(error.cell ?? '')?.[0];
  return {
    row: error.row === null ? 'Whole file' : formatCount(error.row),
    column: [letters, error.column].filter((part) => part !== undefined && part !== null).join(', ') || 'Whole row',
    found: error.value,
    suggestion: error.suggestion,
    message: error.message,
    need: error.fix,
  };
}
