import { foldName } from '@cdc/contracts';
import { nearestCode } from '../columns/nearest-code.js';
import { type Column, type Layout } from '../feeds/feed.model.js';

/** How the cells of one row fit the columns of a layout as a header. */
export interface HeaderMatch {
  readonly layout: Layout;
  /** By column of the layout: its place in the file, or -1. */
  readonly places: readonly number[];
  /** Number of cells in a row. */
  readonly width: number;
  /** Columns of the layout that stand in the header. */
  readonly found: number;
  /** Columns that must be there and are not. */
  readonly missing: readonly Column[];
  readonly duplicates: readonly { readonly column: Column; readonly places: readonly number[] }[];
  readonly unknown: readonly { readonly name: string; readonly place: number }[];
  /** Places of columns without a name. */
  readonly unnamed: readonly number[];
  /** Names that were known only with other case, spaces or punctuation, with the spelling that they were taken for. */
  readonly respelt: readonly { readonly name: string; readonly column: Column }[];
  /** Every known name is written as the layout writes it, in small letters with underscores. */
  readonly isVerbatim: boolean;
}

const spellings = new WeakMap<Layout, Map<string, number>>();

/** Every folded spelling of a layout's headers with the column it means. @throws RangeError when two columns share one */
export function headerSpellings(layout: Layout): ReadonlyMap<string, number> {
  const known = spellings.get(layout);
  if (known) return known;
  const map = new Map<string, number>();
  layout.columns.forEach((column, index) => {
    for (const spelling of [column.name, ...column.aliases]) {
      const other = map.get(foldName(spelling));
      if (other !== undefined && other !== index)
        throw new RangeError(`${layout.name}: two columns are called ${spelling}`);
      map.set(foldName(spelling), index);
    }
  });
  spellings.set(layout, map);
  return map;
}

export function matchHeader(cells: readonly string[], layout: Layout): HeaderMatch {
  const known = headerSpellings(layout);
  const placesOf = layout.columns.map((): number[] => []);
  const unknown: { name: string; place: number }[] = [];
  const unnamed: number[] = [];
  const respelt: { name: string; column: Column }[] = [];
  let isVerbatim = true;
  cells.forEach((cell, place) => {
    const index = known.get(foldName(cell));
    const column = index === undefined ? undefined : layout.columns[index];
    if (index !== undefined && column) {
      placesOf[index]?.push(place);
      if (cell !== column.name) isVerbatim = false;
      if (cell !== column.name && !column.aliases.includes(cell)) respelt.push({ name: cell, column });
    } else if (cell.trim() === '') unnamed.push(place);
    else unknown.push({ name: cell.trim(), place });
  });
  return {
    layout,
    places: placesOf.map(([first]) => first ?? -1),
    width: cells.length,
    found: placesOf.filter((places) => places.length > 0).length,
    missing: layout.columns.filter((column, index) => column.required !== false && placesOf[index]?.length === 0),
    duplicates: layout.columns.flatMap((column, index) => {
      const places = placesOf[index] ?? [];
      return places.length > 1 ? [{ column, places }] : [];
    }),
    unknown,
    unnamed,
    respelt,
    isVerbatim,
  };
}

/** The match of a layout without a header row: columns stand where the layout says. */
export function positionalMatch(layout: Layout): HeaderMatch {
  const places = layout.positions?.indexes ?? [];
  return {
    layout,
    places,
    width: layout.positions?.count ?? 0,
    found: places.length,
    missing: [],
    duplicates: [],
    unknown: [],
    unnamed: [],
    respelt: [],
    isVerbatim: true,
  };
}

/** The column whose name is nearest to an unknown header, or null. */
export function nearestColumn(name: string, layout: Layout): string | null {
  return nearestCode(
    name,
    layout.columns.flatMap((column) =>
      [column.name, ...column.aliases].map((spelling) => ({ spelling, code: column.name })),
    ),
  );
}
