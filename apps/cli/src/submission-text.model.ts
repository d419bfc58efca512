import { countOf, recordOf, textOf, type JsonRecord } from './json-record.js';

const HEADLINES: Readonly<Record<string, string>> = {
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

/** Errors and warnings grouped by cause, the cause with most rows first; the rows in the order of the file. */
export function errorLines(items: readonly JsonRecord[]): string[] {
  const groups = new Map<string, JsonRecord[]>();
  for (const item of items) {
    const cause = textOf(item, 'code') ?? 'UNKNOWN';
    groups.set(cause, [...(groups.get(cause) ?? []), item]);
  }
  const bySize = [...groups].sort(([, left], [, right]) => right.length - left.length);
  return bySize.flatMap(([cause, group]) => ['', ...groupLines(cause, group)]);
}

function groupLines(cause: string, group: readonly JsonRecord[]): string[] {
  const kind = textOf(group[0] ?? {}, 'severity') === 'warning' ? 'warning' : 'error';
  const fixes = new Set(group.map((item) => textOf(item, 'fix') ?? ''));
  const [onlyFix] = fixes.size === 1 ? fixes : [];
  return [
    `${words(cause)} (${cause}): ${number(group.length)} ${kind}${group.length === 1 ? '' : 's'}`,
    ...group.flatMap((item) => itemLines(item, onlyFix === undefined)),
    ...(onlyFix ? [`  How to fix it: ${onlyFix}`] : []),
  ];
}

function itemLines(item: JsonRecord, withFix: boolean): string[] {
  const row = countOf(item, 'row');
  const value = textOf(item, 'value');
  const column = textOf(item, 'column');
  const sheet = textOf(item, 'sheet');
  const place = [sheet && `sheet ${sheet}`, row > 0 && `row ${row}`, column && `column ${column}`, value !== undefined && `value "${value}"`];
  const suggestion = textOf(item, 'suggestion');
  const said = place.filter(Boolean).join(', ');
  const message = textOf(item, 'message') ?? '';
  return [
    `  ${said === '' ? message : `${said}: ${message}`}${suggestion === undefined ? '' : ` Perhaps "${suggestion}".`}`,
    ...(withFix && textOf(item, 'fix') ? [`    How to fix it: ${textOf(item, 'fix')}`] : []),
  ];
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
