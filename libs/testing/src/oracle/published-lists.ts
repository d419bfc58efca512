import { type Level } from './edition-content.js';
import { csvRecords, foldText, splitCsv } from './split-csv.js';

/** Texts of the published files, as downloaded. */
export interface PublishedTexts {
  /** GOV.UK list of centres (name, address, E54 code of the ICB). */
  readonly govukList: string;
  /** E54 and Q code and name of every ICB. */
  readonly icbNames: string;
  /** Q code and commissioning region of every ICB. */
  readonly icbRegions: string;
  /** The etr extract: no header; code, name, region, ICB first. */
  readonly trusts: string;
}

/** What only the platform can say of a centre: its code and who runs it. */
export interface CentreIdentity {
  readonly cdcCode: string;
  readonly name: string;
  readonly hostTrust: string | null;
}

export interface Organisation {
  readonly level: Level;
  readonly code: string;
  readonly name: string;
  /** Code one level up; null for England. */
  readonly parent: string | null;
}

export interface Centre extends Organisation {
  readonly icbCode: string;
  readonly regionCode: string;
  readonly hostTrust: string | null;
}

export interface Geography {
  /** England, the regions and the ICBs. */
  readonly areas: readonly Organisation[];
  readonly centres: readonly Centre[];
  /** Q code of the ICB by trust code; trusts without one of the 42 are not in it. */
  readonly icbOfTrust: ReadonlyMap<string, string>;
}

const REGION_CODES: Readonly<Record<string, string>> = {
  LONDON: 'Y56',
  'SOUTH WEST': 'Y58',
  'SOUTH EAST': 'Y59',
  MIDLANDS: 'Y60',
  'EAST OF ENGLAND': 'Y61',
  'NORTH WEST': 'Y62',
  'NORTH EAST AND YORKSHIRE': 'Y63',
};

interface Icb extends Organisation {
  readonly parent: string;
  readonly onsCode: string;
}

function readIcbs(texts: PublishedTexts): Icb[] {
  const regionOf = new Map(
    splitCsv(texts.icbRegions).map(([code = '', grouping = '']) => [code, REGION_CODES[grouping.replace(/ COMMISSIONING REGION$/, '')]]),
  );
  return csvRecords(texts.icbNames, 'icb24cdh').map((row) => {
    const code = row.get('icb24cdh') ?? '';
    const parent = regionOf.get(code);
    if (!parent) throw new RangeError(`ICB ${code} has no region`);
    return { level: 'icb', code, name: row.get('icb24nm') ?? '', parent, onsCode: row.get('icb24cd') ?? '' };
  });
}

/**
 * Joins the published list of centres with the codes that the platform gave them.
 * @throws RangeError unless names and codes map one to one
 */
export function readGeography(texts: PublishedTexts, identities: readonly CentreIdentity[]): Geography {
  const icbs = readIcbs(texts);
  const byOnsCode = new Map(icbs.map((icb) => [icb.onsCode, icb]));
  const byName = new Map(identities.map((identity) => [foldText(identity.name), identity]));
  const published = csvRecords(texts.govukList, 'icbcode');
  const codes = new Set(identities.map(({ cdcCode }) => cdcCode));
  if (byName.size !== published.length || codes.size !== published.length || identities.length !== published.length) {
    throw new RangeError(`${published.length} published centres, ${identities.length} registered: ${byName.size} names, ${codes.size} codes`);
  }
  const centres = published.map((row): Centre => {
    const name = (row.get('name') ?? '').replaceAll('\u00A0', ' ').trim();
    const identity = byName.get(foldText(name));
    const icb = byOnsCode.get(row.get('icbcode') ?? '');
    if (!identity || !icb) throw new RangeError(`centre ${name} has no ${identity ? 'ICB' : 'code'}`);
    const { cdcCode, hostTrust } = identity;
    return { level: 'cdc', code: cdcCode, name, parent: icb.code, icbCode: icb.code, regionCode: icb.parent, hostTrust };
  });
  const known = new Set(icbs.map(({ code }) => code));
  const icbOfTrust = new Map(splitCsv(texts.trusts).flatMap(([code = '', , , icb = '']) => (known.has(icb) ? [[code, icb] as const] : [])));
  const regions = Object.entries(REGION_CODES).map(([name, code]): Organisation => ({ level: 'region', code, name, parent: 'ENG' }));
  return { areas: [{ level: 'england', code: 'ENG', name: 'England', parent: null }, ...regions, ...icbs], centres, icbOfTrust };
}
