import { ENGLAND, REGIONS, type Level } from '@cdc/contracts';
import { type CentreVersion, type OrganisationVersion } from '../projection/projection-tables.js';
import { type Area, type Centre } from './edition-inputs.model.js';
import { ENGLAND_ONLY, placeOfCentre, type Place } from './organisations.model.js';

/** What of the registry an edition stands on: its scope with all areas and centres beneath it, and who knows which provider's board. */
export interface ScopeGround {
  readonly level: Level;
  readonly code: string;
  readonly name: string;
  /** The region that holds the scope; null for England and where it is not known. */
  readonly region: string | null;
  readonly areas: readonly Area[];
  readonly centres: readonly Centre[];
  /** ICB by trust code, for boards that the registry knows. */
  readonly icbOfTrust: ReadonlyMap<string, string>;
  /** Where a centre, trust, board, region or England itself belongs; what is not known belongs to England alone. */
  placeOf(orgCode: string): Place;
  nameOf(orgCode: string): string | undefined;
}

/** @returns undefined where no organisation of that level has that code */
export function groundOf(
  scope: { readonly level: Level; readonly code: string },
  organisations: readonly OrganisationVersion[],
  centreVersions: readonly CentreVersion[],
): ScopeGround | undefined {
  const allAreas = areasOf(organisations);
  const allCentres = centreVersions.map(centreOf);
  const { level, code } = scope;
  const head =
    level === 'cdc'
      ? allCentres.find((centre) => centre.code === code)
      : allAreas.find((area) => area.level === level && area.code === code);
  if (!head) return undefined;
  const boards = new Set(allAreas.filter((area) => area.level === 'icb').map((area) => area.code));
  const trusts = organisations.filter(({ kind, icb_code: icb }) => kind === 'trust' && icb !== null && boards.has(icb));
  return {
    level,
    code,
    name: head.name,
    region: regionOf(level, head),
    areas: allAreas.filter((area) => isAreaWithin(area, scope)),
    centres: allCentres.filter((centre) => isCentreWithin(centre, scope)),
    icbOfTrust: new Map(trusts.map((trust) => [trust.code, trust.icb_code ?? ''])),
    placeOf: placesOf(allAreas, allCentres, organisations),
    nameOf: namesOf(allAreas, allCentres, organisations),
  };
}

function areasOf(organisations: readonly OrganisationVersion[]): readonly Area[] {
  const registered = new Map(
    organisations.filter(({ kind }) => kind === 'region').map(({ code, name }) => [code, name]),
  );
  return [
    { level: 'england', code: ENGLAND.code, name: ENGLAND.name, parent: null },
    ...REGIONS.map(({ code, name }): Area => ({
      level: 'region',
      code,
      name: registered.get(code) ?? name,
      parent: ENGLAND.code,
    })),
    ...organisations
      .filter(({ kind }) => kind === 'icb')
      .map(({ code, name, region_code: parent }): Area => ({ level: 'icb', code, name, parent })),
  ];
}

function centreOf(version: CentreVersion): Centre {
  return {
    code: version.cdc_code,
    name: version.name,
    icbCode: version.icb_code,
    regionCode: version.region_code,
    hostTrust: version.host_trust,
    status: version.status,
    opened: version.opened,
    closed: version.closed,
    temporary: version.temporary,
  };
}

function placesOf(
  areas: readonly Area[],
  centres: readonly Centre[],
  organisations: readonly OrganisationVersion[],
): ScopeGround['placeOf'] {
  const places = new Map<string, Place>();
  const regionOfBoard = new Map(areas.filter(({ level }) => level === 'icb').map(({ code, parent }) => [code, parent]));
  for (const { level, code } of areas) {
    if (level === 'region') places.set(code, { ...ENGLAND_ONLY, region: code });
    if (level === 'icb') places.set(code, { ...ENGLAND_ONLY, icb: code, region: regionOfBoard.get(code) ?? null });
  }
  for (const { kind, code, region_code: region, icb_code: board } of organisations) {
    if (kind !== 'trust') continue;
    const icb = board !== null && regionOfBoard.has(board) ? board : null;
    places.set(code, { ...ENGLAND_ONLY, icb, region: (icb === null ? null : regionOfBoard.get(icb)) ?? region });
  }
  for (const centre of centres) places.set(centre.code, placeOfCentre(centre));
  return (code) => places.get(code) ?? ENGLAND_ONLY;
}

function namesOf(
  areas: readonly Area[],
  centres: readonly Centre[],
  organisations: readonly OrganisationVersion[],
): ScopeGround['nameOf'] {
  const names = new Map([...organisations, ...areas, ...centres].map(({ code, name }) => [code, name]));
  return (code) => names.get(code);
}

function regionOf(level: Level, head: Area | Centre): string | null {
  if (level === 'england') return null;
  if (level === 'region') return head.code;
  return 'regionCode' in head ? head.regionCode : head.parent;
}

function isAreaWithin(area: Area, { level, code }: { readonly level: Level; readonly code: string }): boolean {
  if (level === 'england') return true;
  if (level === 'region') return area.code === code || area.parent === code;
  return level === 'icb' && area.code === code;
}

function isCentreWithin(centre: Centre, { level, code }: { readonly level: Level; readonly code: string }): boolean {
  const codes: Record<Level, string> = {
    england: ENGLAND.code,
    region: centre.regionCode,
    icb: centre.icbCode,
    cdc: centre.code,
  };
  return codes[level] === code;
}
