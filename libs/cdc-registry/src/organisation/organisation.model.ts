import { dayNumber, isoDate } from '@cdc/contracts';
import { type OrganisationRow } from '@cdc/feeds';

export const ORGANISATION_KINDS = ['country', 'region', 'icb', 'trust', 'site'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** The present value of an organisation. Null is not known, or stated blank. */
export interface OrganisationFacts {
  readonly code: string;
  readonly kind: OrganisationKind;
  readonly name: string | null;
  readonly onsCode: string | null;
  readonly regionCode: string | null;
  readonly icbCode: string | null;
  readonly operatedBy: string | null;
  readonly postcode: string | null;
  readonly opened: string | null;
  readonly closed: string | null;
  readonly status: 'active' | 'inactive' | null;
  /** Number of the present version; 0 before the first. */
  readonly version: number;
}

const FACTS = [
  'kind',
  'name',
  'onsCode',
  'regionCode',
  'icbCode',
  'operatedBy',
  'postcode',
  'opened',
  'closed',
  'status',
] as const;

/** Name and parentage are dated: a report of an earlier period groups and names by what held then. */
const DATED = ['name', 'regionCode', 'icbCode', 'operatedBy'] as const;

function unknown(code: string, kind: OrganisationKind): OrganisationFacts {
  return {
    code,
    kind,
    name: null,
    onsCode: null,
    regionCode: null,
    icbCode: null,
    operatedBy: null,
    postcode: null,
    opened: null,
    closed: null,
    status: null,
    version: 0,
  };
}

/** What is known after a row: the facts that it states, and for the rest what was known before. */
export function restate(known: OrganisationFacts | undefined, row: OrganisationRow): OrganisationFacts {
  const stated = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
  return { ...(known ?? unknown(row.code, row.kind)), ...stated };
}

/** What to do with the versions of an organisation. `amend` fills in what was not known, which is no change in the world. */
export type VersionStep = 'open-first' | 'close-and-open' | 'amend' | 'keep';

export interface OrganisationChange {
  readonly facts: OrganisationFacts;
  readonly change: 'new' | 'changed' | 'unchanged';
  readonly versionStep: VersionStep;
}

export function changeOf(known: OrganisationFacts | undefined, next: OrganisationFacts): OrganisationChange {
  if (!known) return { facts: { ...next, version: 1 }, change: 'new', versionStep: 'open-first' };
  if (FACTS.every((fact) => known[fact] === next[fact]))
    return { facts: known, change: 'unchanged', versionStep: 'keep' };
  const moved = DATED.filter((fact) => known[fact] !== next[fact]);
  if (moved.length === 0) return { facts: next, change: 'changed', versionStep: 'keep' };
  if (moved.every((fact) => known[fact] === null)) return { facts: next, change: 'changed', versionStep: 'amend' };
  return { facts: { ...next, version: known.version + 1 }, change: 'changed', versionStep: 'close-and-open' };
}

/**
 * The changes that a file makes, one for each of its rows; rows of one organisation build on each other.
 * @param known organisations by code
 */
export function changesOf(
  known: ReadonlyMap<string, OrganisationFacts>,
  rows: readonly OrganisationRow[],
): readonly OrganisationChange[] {
  const next = new Map<string, OrganisationFacts>();
  for (const row of rows) next.set(row.code, restate(next.get(row.code) ?? known.get(row.code), row));
  return [...next.values()].map((facts) => changeOf(known.get(facts.code), facts));
}

/** The last day of a version that another replaces from `validFrom` on. */
export function dayBefore(validFrom: string): string {
  return isoDate(dayNumber(validFrom) - 1);
}
