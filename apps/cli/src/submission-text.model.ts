import { countOf, recordOf, textOf, type JsonRecord } from './json-record.js';

const HEADLINES: Readonly<Record<string, string>> = {
  sound: 'No errors',
  faulty: 'Errors: the platform would reject the file',
  accepted: 'Accepted',
  rejected: 'Rejected: nothing of the file was kept in the figures',
  quarantined: 'Refused: the file seems to hold data about patients, and was destroyed',
  'awaiting-confirmation': 'Waiting: it needs a confirmation before it is loaded',
  superseded: 'Superseded by a later file',
  received: 'Received, not yet checked',
  checking: 'Being checked',
};

/** What became of a file, in lines for a person. Works for a submission and for a dry run, which has no id. */
export function submissionLines(submission: JsonRecord): string[] {
  const status = textOf(submission, 'status') ?? 'unknown';
  const counts = recordOf(submission['counts']);
  const id = textOf(submission, 'id');
  return [
    HEADLINES[status] ?? status,
    ...(id === undefined ? [] : [`  id      ${id}`]),
    ...given('feed', textOf(submission, 'feed')),
    ...given('file', textOf(submission, 'fileName')),
    ...given('layout', textOf(submission, 'layout')),
    `  rows    ${rowsText(counts)}`,
    `  errors  ${number(countOf(counts, 'errors'))}, warnings ${number(countOf(counts, 'warnings'))}`,
    ...totalLines(recordOf(submission['totals'])),
  ];
}

/**
 * Errors and warnings grouped by cause, the cause with most rows first; the rows in the order of the file.
 * @param counted how many the platform counted, which may be more than it kept
 */
export function errorLines(items: readonly JsonRecord[], counted: number): string[] {
  const bySize = [...groupedBy(items, (item) => textOf(item, 'code') ?? 'UNKNOWN')].sort(([, left], [, right]) => right.length - left.length);
  const lines = bySize.flatMap(([cause, group]) => ['', ...groupLines(cause, group)]);
  return counted > items.length ? [...lines, '', `These are the first ${number(items.length)} of ${number(counted)}.`] : lines;
}

function groupLines(cause: string, group: readonly JsonRecord[]): string[] {
  const kind = textOf(group[0] ?? {}, 'severity') === 'warning' ? 'warning' : 'error';
  const fixes = new Set(group.map((item) => textOf(item, 'fix') ?? ''));
  const [onlyFix] = fixes.size === 1 ? fixes : [];
  const alike = groupedBy(group, (item) => JSON.stringify(['sheet', 'column', 'value', 'message', 'fix'].map((field) => item[field])));
  return [
    `${words(cause)} (${cause}): ${number(group.length)} ${kind}${group.length === 1 ? '' : 's'}`,
    ...[...alike.values()].flatMap((same) => alikeLines(same, onlyFix === undefined)),
    ...(onlyFix ? [`  How to fix it: ${onlyFix}`] : []),
  ];
}

/** One line for rows of which the same is to be said. */
function alikeLines(same: readonly JsonRecord[], withFix: boolean): string[] {
  const item = same[0] ?? {};
  const [sheet, column, value, fix, suggestion] = ['sheet', 'column', 'value', 'fix', 'suggestion'].map((field) => textOf(item, field));
  const rows = rowRanges(same.map((one) => countOf(one, 'row')).filter((row) => row > 0));
  const place = [sheet && `sheet ${sheet}`, rows, column && `column ${column}`, value !== undefined && `value "${value}"`];
  const said = [place.filter(Boolean).join(', '), textOf(item, 'message') ?? ''].filter(Boolean).join(': ');
  return [
    `  ${said}${suggestion === undefined ? '' : ` Perhaps "${suggestion}".`}`,
    ...(withFix && fix ? [`    How to fix it: ${fix}`] : []),
  ];
}

/** [2, 3, 4, 9] as "rows 2 to 4, 9". */
function rowRanges(rows: readonly number[]): string {
  const ranges: { first: number; last: number }[] = [];
  for (const row of rows) {
    const range = ranges.at(-1);
    if (range && row === range.last + 1) range.last = row;
    else ranges.push({ first: row, last: row });
  }
  const texts = ranges.map(({ first, last }) => (first === last ? String(first) : `${first} to ${last}`));
  return texts.length === 0 ? '' : `row${rows.length === 1 ? '' : 's'} ${texts.join(', ')}`;
}

function groupedBy(items: readonly JsonRecord[], keyOf: (item: JsonRecord) => string): Map<string, JsonRecord[]> {
  const groups = new Map<string, JsonRecord[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function rowsText(counts: JsonRecord): string {
  const read = `${number(countOf(counts, 'read'))} read`;
  const kinds = ['new', 'changed', 'unchanged'].filter((kind) => countOf(counts, kind) > 0);
  return [read, ...kinds.map((kind) => `${number(countOf(counts, kind))} ${kind}`)].join(', ');
}

function totalLines(totals: JsonRecord): string[] {
  const sums = Object.keys(totals).map((column) => `${column} ${number(countOf(totals, column))}`);
  return sums.length === 0 ? [] : [`  totals  ${sums.join(', ')}`];
}

function given(label: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`  ${label.padEnd(7)} ${value}`];
}

/** UNKNOWN_SITE as "Unknown site". */
function words(code: string): string {
  const text = code.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function number(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}
