import { scopeOf, type Principal } from '@cdc/access';
import { ENGLAND, ICBS, LEVELS, REGIONS, type Level } from '@cdc/contracts';
import { type CentreItem } from '../platform-api/centre-item.js';

export interface ScopeGroup {
  readonly label: string;
  readonly items: readonly { value: string; text: string }[];
}

/** What a person may make a report of, widest first. */
export function reportScopes(principal: Principal, centres: readonly CentreItem[]): ScopeGroup[] {
  const { regions } = scopeOf(principal);
  const mayRead = (region: string | null) => regions === 'all' || (region !== null && regions.includes(region));
  const groups: ScopeGroup[] = [
    { label: 'England', items: regions === 'all' ? [option('england', ENGLAND)] : [] },
    { label: 'Regions', items: REGIONS.filter(({ code }) => mayRead(code)).map((region) => option('region', region)) },
    { label: 'Integrated care boards', items: ICBS.filter(({ region }) => mayRead(region)).map((icb) => option('icb', icb)) },
    { label: 'Centres', items: centres.filter(({ regionCode }) => mayRead(regionCode)).map(({ cdcCode, name }) => option('cdc', { code: cdcCode, name })) },
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** `region:Y60` as the form sends it, or null when it is not of that form. */
export function parseScope(text: string): { level: Level; code: string } | null {
  const [name, ...rest] = text.split(':');
  const level = LEVELS.find((known) => known === name);
  const code = rest.join(':');
  return level === undefined || code === '' ? null : { level, code };
}

function option(level: Level, { code, name }: { readonly code: string; readonly name: string }): { value: string; text: string } {
  return { value: `${level}:${code}`, text: name };
}
