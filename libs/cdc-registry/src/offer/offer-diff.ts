import { cellChanges, droppedCell, type CellPlace, type CellStanding } from '@cdc/intake';
import { type Offer, type PlacedOffer } from './offer.model.js';

/** What rows change of what centres offered, and which offers they leave out. A centre's list is stated whole. */
export function offerDiff(present: readonly Offer[], stated: readonly PlacedOffer[], changedCentres: ReadonlySet<number>, keyOf: (offer: Offer) => CellPlace['key']) {
  const nameOf = ({ cdcNumber, testNumber, from }: Offer): string => `${cdcNumber} ${testNumber} ${from}`;
  const before = new Map(present.map((offer) => [nameOf(offer), offer]));
  const after = new Set(stated.map(nameOf));
  const gone = present.filter((offer) => !after.has(nameOf(offer)));
  const known = new Set(present.map(({ cdcNumber }) => cdcNumber));
  const standing = (cdcNumber: number): CellStanding => (!known.has(cdcNumber) ? 'new' : changedCentres.has(cdcNumber) ? 'changed' : 'unchanged');
  return {
    diff: {
      changes: [
        ...stated.flatMap((offer) => cellChanges({ row: offer.rowNumber, key: keyOf(offer) }, before.get(nameOf(offer)), offer, { to: 'to' })),
        ...gone.map((offer) => droppedCell(keyOf(offer), 'to', offer.to)),
      ],
      dropped: gone.length,
    },
    statement: { cells: new Map(stated.map(({ cdcNumber }) => [String(cdcNumber), standing(cdcNumber)])) },
  };
}
