import { foldName } from '@cdc/contracts';

/** A site of the ODS export. */
export interface Site {
  readonly code: string;
  readonly name: string;
  readonly postcode: string | null;
  readonly operatedBy: string | null;
  readonly active: boolean;
}

/** A centre of a list that has names and postcodes but no codes. */
export interface ListedCentre {
  readonly name: string;
  readonly postcode: string | null;
}

export interface SiteMatch {
  readonly site: Site;
  /** 0 to 1; see {@link nameSimilarity}. */
  readonly similarity: number;
}

/**
 * From this likeness on a name counts as the same. Half of the pairs of letters: `Leeds Seacroft` is `LEEDS`, `Bognor` is not `Bognor Regis War
 * Memorial Hospital` beside a site of exactly that name, and two centres at one postcode are not each other.
 */
export const NAME_THRESHOLD = 0.5;

/** Upper case letters and digits only; null where there is none. */
export function foldPostcode(postcode: string | null): string | null {
  const folded = (postcode ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  return folded === '' ? null : folded;
}

/** What tells one listed centre from another for ever: its folded name and postcode. */
export function identityKey({ name, postcode }: ListedCentre): string {
  return `${foldName(name)}${foldPostcode(postcode) ?? ''}`;
}

/** Share of letter pairs that two names have in common (Dice), the words that every centre has in its name left out. */
export function nameSimilarity(one: string, other: string): number {
  const left = letterPairs(one);
  const right = letterPairs(other);
  if (left.length === 0 || right.length === 0) return foldName(one) === foldName(other) ? 1 : 0;
  const unmatched = [...right];
  let common = 0;
  for (const pair of left) {
    const at = unmatched.indexOf(pair);
    if (at < 0) continue;
    unmatched.splice(at, 1);
    common++;
  }
  return (2 * common) / (left.length + right.length);
}

function letterPairs(name: string): string[] {
  const folded = foldName(name.replace(/\b(cdc|community diagnostics? centre)\b/gi, ''));
  return Array.from({ length: Math.max(0, folded.length - 1) }, (_, at) => folded.slice(at, at + 2));
}

/**
 * Gives active sites to listed centres. The postcode must be equal. A site alone at the postcode of one centre is that centre's, whatever its
 * name; where several sites or several centres share it, the nearest names win, best pair first, and must reach {@link NAME_THRESHOLD}.
 * A site goes to one centre only.
 * @returns the match of each listed centre that has one, by its place in `listed`
 */
export function matchSites(listed: readonly ListedCentre[], sites: readonly Site[]): ReadonlyMap<number, SiteMatch> {
  const pairs = candidatePairs(listed, sites);
  const matches = new Map<number, SiteMatch>();
  const given = new Set<string>();
  for (const { at, site, similarity } of pairs) {
    if (matches.has(at) || given.has(site.code)) continue;
    matches.set(at, { site, similarity });
    given.add(site.code);
  }
  return matches;
}

interface Pair extends SiteMatch {
  readonly at: number;
}

/** Every allowed pair, best first; ties by the order of the list, then by code, so that the answer never depends on the order of the sites. */
function candidatePairs(listed: readonly ListedCentre[], sites: readonly Site[]): readonly Pair[] {
  const active = groupBy(
    sites.filter((site) => site.active),
    (site) => foldPostcode(site.postcode),
  );
  const sharing = groupBy(listed, (centre) => foldPostcode(centre.postcode));
  const pairs = listed.flatMap((centre, at) => {
    const postcode = foldPostcode(centre.postcode);
    const here = postcode === null ? [] : (active.get(postcode) ?? []);
    const alone = here.length === 1 && sharing.get(postcode)?.length === 1;
    return here
      .map((site): Pair => ({ at, site, similarity: nameSimilarity(centre.name, site.name) }))
      .filter((pair) => alone || pair.similarity >= NAME_THRESHOLD);
  });
  return pairs.sort(
    (one, other) =>
      other.similarity - one.similarity || one.at - other.at || (one.site.code < other.site.code ? -1 : 1),
  );
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): ReadonlyMap<string | null, readonly T[]> {
  const groups = new Map<string | null, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
