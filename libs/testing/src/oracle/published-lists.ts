import { type Level } from './edition-content.js';
import { csvRecords, foldText, splitCsv } from './split-csv.js';
import { type SentFile } from './stated-figures.js';

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
  readonly status: string;
  readonly isTemporary: boolean;
  /** First day of activity; null = open for as long as we know, where the status is open. */
  readonly opened: string | null;
}

/** A trust of the etr extract; null where it names no ICB of the 42, or no region of the seven. */
export interface Trust {
  readonly code: string;
  readonly name: string;
  readonly icbCode: string | null;
  readonly regionCode: string | null;
}

export interface Geography {
  /** England, the regions and the ICBs. */
  readonly areas: readonly Organisation[];
  readonly centres: readonly Centre[];
  readonly trusts: readonly Trust[];
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

function publishedCentres(govukList: string, icbs: readonly Icb[], identities: readonly CentreIdentity[]): Centre[] {
  const byOnsCode = new Map(icbs.map((icb) => [icb.onsCode, icb]));
  const byName = new Map(identities.map((identity) => [foldText(identity.name), identity]));
  const published = csvRecords(govukList, 'icbcode');
  const codes = new Set(identities.map(({ cdcCode }) => cdcCode));
  if (byName.size !== published.length || codes.size !== published.length || identities.length !== published.length) {
    throw new RangeError(`${published.length} published centres, ${identities.length} registered: ${byName.size} names, ${codes.size} codes`);
  }
  return published.map((row): Centre => {
    const name = (row.get('name') ?? '').replaceAll('\u00A0', ' ').trim();
    const identity = byName.get(foldText(name));
    const icb = byOnsCode.get(row.get('icbcode') ?? '');
    if (!identity || !icb) throw new RangeError(`centre ${name} has no ${identity ? 'ICB' : 'code'}`);
    const { cdcCode, hostTrust } = identity;
    const place = { parent: icb.code, icbCode: icb.code, regionCode: icb.parent };
    return { level: 'cdc', code: cdcCode, name, ...place, hostTrust, status: 'open', isTemporary: false, opened: null };
  });
}

/** Centres as the template of the register states them, over what is known; an empty cell states nothing. */
function withRegistered(published: readonly Centre[], icbs: readonly Icb[], files: readonly SentFile[]): Centre[] {
  const centres = new Map(published.map((centre) => [centre.code, centre]));
  for (const row of files.flatMap(({ body }) => csvRecords(body, 'cdccode'))) {
    const code = (row.get('cdccode') ?? '').toUpperCase();
    const known = centres.get(code);
    const icb = icbs.find((one) => one.code === row.get('icb'));
    if (!icb) throw new RangeError(`centre ${code} has no ICB`);
    const status = foldText(row.get('status') ?? '') || (known?.status ?? 'open');
    const temporary = foldText(row.get('temporary') ?? '');
    const isTemporary = temporary === '' ? (known?.isTemporary ?? false) : temporary === 'yes';
    const opened = row.get('opened') || (known?.opened ?? null);
    const place = { parent: icb.code, icbCode: icb.code, regionCode: icb.parent };
    centres.set(code, { level: 'cdc', code, name: row.get('name') ?? '', ...place, hostTrust: known?.hostTrust ?? null, status, isTemporary, opened });
  }
  return [...centres.values()];
}

/** The trusts of the etr extract. `icbs` and `regions`: the codes that are known. */
function readTrusts(text: string, icbs: ReadonlySet<string>, regions: ReadonlySet<string>): Trust[] {
  return splitCsv(text).map(([code = '', name = '', region = '', icb = '']) => ({
    code,
    name,
    icbCode: icbs.has(icb) ? icb : null,
    regionCode: regions.has(region) ? region : null,
  }));
}

/**
 * Joins the published list of centres with the codes that the platform gave them, and adds what files of the register's template state.
 * @param registered those files, in the order of sending
 * @throws RangeError unless names and codes of the published list map one to one
 */
export function readGeography(texts: PublishedTexts, identities: readonly CentreIdentity[], registered: readonly SentFile[] = []): Geography {
  const icbs = readIcbs(texts);
  const centres = withRegistered(publishedCentres(texts.govukList, icbs, identities), icbs, registered);
  const trusts = readTrusts(texts.trusts, new Set(icbs.map(({ code }) => code)), new Set(Object.values(REGION_CODES)));
  const icbOfTrust = new Map(trusts.flatMap(({ code, icbCode }) => (icbCode === null ? [] : [[code, icbCode] as const])));
  const regions = Object.entries(REGION_CODES).map(([name, code]): Organisation => ({ level: 'region', code, name, parent: 'ENG' }));
  return { areas: [{ level: 'england', code: 'ENG', name: 'England', parent: null }, ...regions, ...icbs], centres, trusts, icbOfTrust };
}
