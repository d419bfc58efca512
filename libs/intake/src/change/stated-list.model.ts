import { cellChanges, type CellPlace, type Diff, type FactColumns } from './change.model.js';
import { type CellStanding, type StatedCells } from '../succession/succession.model.js';

/** What a row states, by the name under which it is stated again. */
export interface StatedFacts<Facts> {
  readonly name: string;
  readonly place: CellPlace;
  readonly facts: Facts;
}

export interface ListComparison {
  readonly diff: Diff;
  readonly statement: { readonly cells: StatedCells };
}

/**
 * Compares rows that each state the whole of one thing with what was known of it; nothing is dropped by leaving it out.
 * @param columns the facts that count, with their columns
 */
export function compareList<Facts extends object>(before: ReadonlyMap<string, Facts>, stated: readonly StatedFacts<Facts>[], columns: FactColumns<Facts>): ListComparison {
  const compared = stated.map(({ name, place, facts }) => ({ name, known: before.get(name), changes: cellChanges(place, before.get(name), facts, columns) }));
  const standing = ({ known, changes }: (typeof compared)[number]): CellStanding => (known === undefined ? 'new' : changes.length > 0 ? 'changed' : 'unchanged');
  return {
    diff: { changes: compared.flatMap(({ changes }) => changes), dropped: 0 },
    statement: { cells: new Map(compared.map((one) => [one.name, standing(one)])) },
  };
}

/**
 * Compares rows of which every filled cell states a fact and an empty one leaves what is known, so that each fact has a file of its own.
 * @param columns every fact that counts, with its column
 * @param fills the facts that a row states, among those
 */
export function compareFacts<Facts extends object>(
  before: ReadonlyMap<string, Facts>,
  stated: readonly (StatedFacts<Facts> & { readonly fills: readonly (keyof Facts)[] })[],
  columns: FactColumns<Facts>,
): ListComparison {
  const cells = new Map<string, CellStanding>();
  const changes = stated.flatMap(({ name, place, facts, fills }) => {
    const known = before.get(name);
    for (const fact of fills) cells.set(`${name} ${String(fact)}`, known === undefined ? 'new' : known[fact] === facts[fact] ? 'unchanged' : 'changed');
    return cellChanges(place, known, facts, columns);
  });
  return { diff: { changes, dropped: 0 }, statement: { cells } };
}
