import { countOf, recordOf, recordsOf, textOf, type JsonRecord } from './json-record.js';
import { number } from './submission-text.model.js';

/** Enough to see whether the file does what it should; the page and the interface list all. */
export const CHANGES_SHOWN = 20;

const MINUS = '\u2212';

/**
 * What a file does to what stood before, in the words of its page; nothing where nothing stood before.
 * @param totals counts of its rows
 * @param items the first values that change
 * @param hasMore whether there are more than these
 */
export function changeLines(totals: JsonRecord, items: readonly JsonRecord[], hasMore: boolean): string[] {
  const [added, changed, unchanged, dropped] = [countOf(totals, 'new'), countOf(totals, 'changed'), countOf(totals, 'unchanged'), countOf(totals, 'dropped')];
  if (changed + unchanged + dropped === 0) return [];
  const parts = [`${number(added)} new`, `${number(changed)} changed`, `${number(unchanged)} unchanged`, ...(dropped > 0 ? [`${number(dropped)} no longer there`] : [])];
  const nothing = added + changed + dropped === 0;
  const shown = items.slice(0, CHANGES_SHOWN);
  return [
    '',
    'What this file changes',
    `  ${nothing ? `Nothing changes: all ${number(unchanged)} rows say what was there before.` : `Rows: ${parts.join(', ')}.`}`,
    ...shown.map(changeLine),
    ...(hasMore || items.length > shown.length ? [`  These are the first ${number(shown.length)} values.`] : []),
  ];
}

function changeLine(item: JsonRecord): string {
  const row = countOf(item, 'row');
  const place = [row > 0 ? `Row ${number(row)}` : 'Not in the file', ...Object.values(recordOf(item['key'])), textOf(item, 'column')];
  const percent = item['percent'];
  const sign = typeof percent !== 'number' || percent === 0 ? '' : percent < 0 ? MINUS : '+';
  const change = typeof percent === 'number' ? ` (${sign}${Math.abs(percent)}%)` : '';
  const now = textOf(item, 'kind') === 'dropped' ? 'Gone' : valueText(item['new']);
  return `  ${place.filter(Boolean).join(', ')}: ${valueText(item['old'])} \u2192 ${now}${change}`;
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'Empty';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'number') return String(value);
  return Number.isInteger(value) ? value.toLocaleString('en-GB') : value.toLocaleString('en-GB', { minimumFractionDigits: 2 });
}

/** The same of the answer to a dry run. */
export function dryRunChanges(answer: JsonRecord): string[] {
  const diff = recordOf(answer['diff']);
  const items = recordsOf(diff['items']);
  return changeLines(diff, items, countOf(diff, 'kept') > items.length);
}
