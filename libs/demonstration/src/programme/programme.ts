import { inventCentres, type Centre } from './centres.js';
import { inventMachines, type Machine } from './machines.js';
import { placeNames } from './place-names.js';
import { inventTrusts, type Trust } from './trusts.js';

/** An invented programme of England's size. Boards and regions are England's own; everything in them is invented. */
export interface Programme {
  readonly trusts: readonly Trust[];
  readonly centres: readonly Centre[];
  readonly machines: readonly Machine[];
}

const MOST_TRUSTS = 84;

/** The same programme each time. */
export function inventProgramme(): Programme {
  const places = placeNames(MOST_TRUSTS + 165);
  const trusts = inventTrusts(places.slice(0, MOST_TRUSTS));
  const centres = inventCentres(places.slice(MOST_TRUSTS), trusts);
  return { trusts, centres, machines: inventMachines(centres, trusts) };
}
