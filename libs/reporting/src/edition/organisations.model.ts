import { type Level } from '@cdc/contracts';
import { type OrganisationName } from './edition-content.model.js';
import { type Area, type Centre } from './edition-inputs.model.js';
import { compareLevels, compareText } from './test-order.model.js';

/** Where something belongs: a code at each level that is known. England holds everything. */
export interface Place {
  readonly cdc: string | null;
  readonly icb: string | null;
  readonly region: string | null;
}

/** An organisation with all that belongs to it or to an organisation beneath it. */
export interface OrganisationItems<Item> extends OrganisationName {
  readonly items: readonly Item[];
}

/** The organisations of a scope that hold anything, each with what it holds; widest level first, then by code. */
export function byOrganisation<Item>(
  areas: readonly Area[],
  centres: readonly Centre[],
  items: readonly Item[],
  placeOf: (item: Item) => Place,
): readonly OrganisationItems<Item>[] {
  const named = ({ level, code, name }: OrganisationName): OrganisationName & { items: Item[] } => ({ level, code, name, items: [] });
  const organisations = [...areas.map(named), ...centres.map((centre) => named({ ...centre, level: 'cdc' }))];
  const byKey = new Map(organisations.map((one) => [`${one.level} ${one.code}`, one]));
  for (const item of items) {
    for (const key of keysOf(placeOf(item))) byKey.get(key)?.items.push(item);
  }
  return organisations
    .filter((one) => one.items.length > 0)
    .sort((left, right) => compareLevels(left.level, right.level) || compareText(left.code, right.code));
}

/** Whether something that belongs to `place` belongs to an organisation. */
export function isWithin(place: Place, { level, code }: { readonly level: Level; readonly code: string }): boolean {
  return level === 'england' || place[level] === code;
}

function keysOf({ cdc, icb, region }: Place): readonly string[] {
  return ['england ENG', `region ${region ?? ''}`, `icb ${icb ?? ''}`, `cdc ${cdc ?? ''}`];
}

export const ENGLAND_ONLY: Place = { cdc: null, icb: null, region: null };

export function placeOfCentre({ code, icbCode, regionCode }: Centre): Place {
  return { cdc: code, icb: icbCode, region: regionCode };
}
