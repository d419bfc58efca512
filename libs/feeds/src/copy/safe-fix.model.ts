import { type ErrorItem } from '../check/check-result.model.js';
import { nearestColumn, type HeaderMatch } from '../header/header-match.js';
import { type FoundHeader } from '../header/header-search.js';
import { type Layout } from '../feeds/feed.model.js';

/** One cell of a file that we can put right without a person's judgement. */
export interface SafeChange {
  /** As a spreadsheet shows it, from 1. */
  readonly row: number;
  /** Place of the cell in its row, from 0. */
  readonly place: number;
  readonly sheet: string | null;
  /** Canonical name of the column. */
  readonly column: string;
  readonly code: ErrorItem['code'];
  readonly from: string;
  readonly to: string;
}

/** Texts that say that there is no value, and never mean zero: a dash or "nil" may. */
const NO_VALUE = /^(n\/?a|n\.a\.|null|not (known|available|applicable|reported))$/i;

/**
 * The change that puts an error right, or null where a person has to. Only what can be told from the cell alone, has one meaning and can be
 * undone: a spelling of a code from a published list, a date that can only have the day first, "n/a" where a cell may be empty. Never a number,
 * never the code of a centre, an organisation or a machine, and no week, as its days may belong to another.
 */
function safeChangeOf(item: ErrorItem, layout: Layout): SafeChange | null {
  const { row, cell, sheet, column, code, value } = item;
  const place = placeOfCell(cell);
  const to = replacementOf(item, layout);
  if (item.severity !== 'error' || to === null || row === null || column === null || value === null || place === null || value.endsWith('…')) return null;
  return { row, place, sheet, column, code, from: value, to };
}

/** Every change of a file that is safe, in the order of its errors; the header's first. */
export function safeChangesOf(items: readonly ErrorItem[], layout: Layout | null, header: FoundHeader | null, sheet: string | null): SafeChange[] {
  if (layout === null) return [];
  const renamed = header === null ? [] : safeHeaderChanges(header.match, header.rows, sheet);
  return [...renamed, ...items.flatMap((item) => safeChangeOf(item, layout) ?? [])];
}

/** Header cells that are one typing error away from the one column that is missing. */
function safeHeaderChanges(match: HeaderMatch, headerRow: number, sheet: string | null): SafeChange[] {
  const missing = new Set(match.missing.map(({ name }) => name));
  const near = match.unknown.map(({ name, place }) => ({ name, place, column: nearestColumn(name, match.layout) }));
  return near.flatMap(({ name, place, column }) => {
    const isOnly = near.filter((other) => other.column === column).length === 1;
    if (column === null || !missing.has(column) || !isOnly) return [];
    return [{ row: headerRow, place, sheet, column, code: 'MISSING_COLUMN' as const, from: name, to: column }];
  });
}

function replacementOf({ code, column, value, suggestion }: ErrorItem, layout: Layout): string | null {
  switch (code) {
    case 'UNKNOWN_TEST':
    case 'NOT_IN_LIST':
    case 'DATE_FORMAT':
      return suggestion;
    case 'MISSING_VALUE': {
      const isOptional = layout.columns.some(({ name, required }) => name === column && required !== true);
      return isOptional && value !== null && NO_VALUE.test(value) ? '' : null;
    }
    default:
      return null;
  }
}

/** The place of a cell in its row, from its A1 form: D48 is 3. */
function placeOfCell(cell: string | null): number | null {
  const letters = /^([A-Z]+)\d+$/.exec(cell ?? '')?.[1];
  return letters === undefined ? null : [...letters].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
