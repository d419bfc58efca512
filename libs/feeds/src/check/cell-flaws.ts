import { type HeaderMatch } from '../header/header-match.js';
import { type Flaw } from '../worker/row-batch.model.js';

/** Flaws that say nothing of a column that is not read. */
const OF_READ_CELLS: ReadonlySet<Flaw['code']> = new Set(['FORMULA_CELL', 'ERROR_CELL']);

/** The flaws of cells that are read, with their columns in the layout. */
export function cellFlawsOf(flaws: readonly Flaw[], { places }: HeaderMatch): (Flaw & { readonly column: number })[] {
  return flaws.map((flaw) => ({ ...flaw, column: flaw.place < 0 ? -1 : places.indexOf(flaw.place) })).filter(({ column }) => column >= 0);
}

/** The flaws of whole rows, and those of columns that are not read but still make the file faulty. */
export function otherFlawsOf(flaws: readonly Flaw[], { places }: HeaderMatch): readonly Flaw[] {
  return flaws.filter(({ place, code }) => (place < 0 || !places.includes(place)) && !OF_READ_CELLS.has(code));
}
