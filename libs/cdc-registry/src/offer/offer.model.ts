import { type ErrorItem } from '@cdc/feeds';

/** A test that a centre offers from one day to another, both included. Dates are ISO. */
export interface Offer {
  readonly cdcNumber: number;
  readonly testNumber: number;
  readonly from: string;
  /** Null: it goes on. */
  readonly to: string | null;
}

export interface PlacedOffer extends Offer {
  readonly rowNumber: number;
}

/** Names of codes, for messages. */
export interface OfferNames {
  centre(cdcNumber: number): string;
  test(testNumber: number): string;
}

/** Rows in which a test of a centre begins again before it has ended. */
export function overlapFaults(offers: readonly PlacedOffer[], names: OfferNames): readonly ErrorItem[] {
  const sorted = [...offers].sort(
    (one, other) =>
      one.cdcNumber - other.cdcNumber || one.testNumber - other.testNumber || compare(one.from, other.from),
  );
  const faults: ErrorItem[] = [];
  let longest: PlacedOffer | undefined;
  for (const offer of sorted) {
    const sameTest = longest?.cdcNumber === offer.cdcNumber && longest.testNumber === offer.testNumber;
    if (longest && sameTest && (longest.to === null || longest.to >= offer.from))
      faults.push(overlap(longest, offer, names));
    if (!longest || !sameTest || (longest.to !== null && (offer.to === null || offer.to > longest.to))) longest = offer;
  }
  return faults.sort((one, other) => (one.row ?? 0) - (other.row ?? 0));
}

function overlap(earlier: PlacedOffer, later: PlacedOffer, names: OfferNames): ErrorItem {
  const until = earlier.to === null ? 'has no end' : `ends on ${earlier.to}`;
  return {
    severity: 'error',
    row: later.rowNumber,
    column: 'from',
    cell: null,
    sheet: null,
    code: 'OVERLAPPING_OFFER',
    value: later.from,
    message: `${names.centre(later.cdcNumber)} offers ${names.test(later.testNumber)} twice at the same time: row ${earlier.rowNumber} ${until}, and row ${later.rowNumber} begins on ${later.from}.`,
    fix: `End row ${earlier.rowNumber} before ${later.from}, or keep one of the two rows.`,
    suggestion: null,
  };
}

export interface OfferChanges {
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  /** Centres whose list is not what it was. */
  readonly changedCentres: ReadonlySet<number>;
}

/**
 * Compares the lists of the centres that a file names with what they offer now. A file states a centre's whole list, so an offer that it leaves
 * out ends with it; that changes the centre, and is no row to count.
 */
export function offerChanges(present: readonly Offer[], stated: readonly Offer[]): OfferChanges {
  const before = new Map(present.map((offer) => [keyOf(offer), offer]));
  const after = new Set(stated.map(keyOf));
  const added = stated.filter((offer) => !before.has(keyOf(offer)));
  const changed = stated.filter((offer) => before.has(keyOf(offer)) && before.get(keyOf(offer))?.to !== offer.to);
  const dropped = present.filter((offer) => !after.has(keyOf(offer)));
  return {
    counts: { new: added.length, changed: changed.length, unchanged: stated.length - added.length - changed.length },
    changedCentres: new Set([...added, ...changed, ...dropped].map(({ cdcNumber }) => cdcNumber)),
  };
}

function keyOf({ cdcNumber, testNumber, from }: Offer): string {
  return `${cdcNumber} ${testNumber} ${from}`;
}

export function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
