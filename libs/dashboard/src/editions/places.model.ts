import { ENGLAND, ICBS, type Level } from '@cdc/contracts';

interface Place {
  readonly level: Level;
  readonly code: string;
}

interface PlacedCentre {
  readonly cdcCode: string;
  readonly icbCode: string | null;
  readonly regionCode: string | null;
}

/** Which organisation lies inside which. */
export interface Places {
  isInside(centreCode: string, place: Place): boolean;
  /** True when `child` is one level below `parent` and belongs to it. */
  isBeneath(child: Place, parent: Place): boolean;
  /** From England down to the place itself. */
  ancestors(place: Place): Place[];
}

/** @param centres every centre that an edition may name; the caller sees no others */
export function placesOf(centres: readonly PlacedCentre[]): Places {
  const byCode = new Map(centres.map((centre) => [centre.cdcCode, centre]));
  const regionOfIcb = new Map(ICBS.map((icb): [string, string] => [icb.code, icb.region]));
  for (const { icbCode, regionCode } of centres) if (icbCode !== null && regionCode !== null) regionOfIcb.set(icbCode, regionCode);

  const parentOf = ({ level, code }: Place): Place | null => {
    if (level === 'england') return null;
    if (level === 'region') return { level: 'england', code: ENGLAND.code };
    const parent = level === 'icb' ? regionOfIcb.get(code) : byCode.get(code)?.icbCode;
    return parent === undefined || parent === null ? null : { level: level === 'icb' ? 'region' : 'icb', code: parent };
  };
  const ancestors = (place: Place): Place[] => {
    const parent = parentOf(place);
    return parent === null ? [place] : [...ancestors(parent), place];
  };
  return {
    ancestors,
    isInside: (centreCode, place) =>
      place.level === 'england' || ancestors({ level: 'cdc', code: centreCode }).some((one) => one.level === place.level && one.code === place.code),
    isBeneath(child, parent) {
      const above = parentOf(child);
      return above !== null && above.level === parent.level && above.code === parent.code;
    },
  };
}
