import { type Layout } from '../feeds/feed.model.js';
import { type HeaderMatch, matchHeader, positionalMatch } from './header-match.js';

/** Title rows may stand above the header; it is looked for in the first rows only. */
export const HEADER_SEARCH_ROWS = 30;

/** One name alone, such as Date, stands in many files. */
const FEWEST_COLUMNS = 2;

export interface FoundHeader {
  readonly match: HeaderMatch;
  /** Rows up to and including the header; 0 for a layout without one. */
  readonly rows: number;
}

export function isComplete(header: FoundHeader): boolean {
  return header.match.missing.length === 0;
}

/** The row and layout that fit best: every required column first, then the most columns, then the higher row. Where our template and a published layout fit the same, names written exactly as in the template tell. Null when no row holds two known names. */
export function findHeader(rows: readonly (readonly string[])[], layouts: readonly Layout[]): FoundHeader | null {
  let best: FoundHeader | null = null;
  for (const layout of layouts) {
    if (layout.positions) {
      const first = rows[0] ?? [];
      if (first.length === layout.positions.count && layout.positions.matches(first))
        return { match: positionalMatch(layout), rows: 0 };
      continue;
    }
    rows.slice(0, HEADER_SEARCH_ROWS).forEach((cells, index) => {
      const header = { match: matchHeader(cells, layout), rows: index + 1 };
      if (header.match.found >= FEWEST_COLUMNS && (best === null || isBetter(header, best))) best = header;
    });
  }
  return best;
}

export function isBetter(left: FoundHeader, right: FoundHeader): boolean {
  if (isComplete(left) !== isComplete(right)) return isComplete(left);
  if (left.match.found !== right.match.found) return left.match.found > right.match.found;
  if (left.match.missing.length !== right.match.missing.length) return left.match.missing.length < right.match.missing.length;
  return isTemplate(right) && !right.match.isVerbatim && !isTemplate(left);
}

function isTemplate(header: FoundHeader): boolean {
  return header.match.layout.name === 'template';
}
