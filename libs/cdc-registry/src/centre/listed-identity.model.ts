import { type CentreFacts, type CentreIdentity } from './centre.model.js';
import { type ReviewCandidate, type ReviewReason } from './centre-review.model.js';
import {
  foldPostcode,
  identityKey,
  matchSites,
  nameSimilarity,
  NAME_THRESHOLD,
  type ListedCentre,
  type Site,
  type SiteMatch,
} from './site-matching.model.js';

/** Sites this near in name are shown to a reviewer wherever they are. */
const LIKELY_NAME = 0.8;

export interface ReviewNote {
  readonly reason: ReviewReason;
  readonly candidates: readonly ReviewCandidate[];
}

/** Which centre a row of a list without codes is. */
export interface ListedIdentity {
  readonly cdcCode: string;
  readonly identity: CentreIdentity;
  readonly siteOperator: string | null;
  readonly note: ReviewNote | null;
}

/**
 * Finds the code of every listed centre: the one it already has under this name and postcode; else that of the active site it matches, which may
 * be a known centre under a new name; else one made from name and postcode.
 * @param hash eight characters made from a text, always the same
 */
export function identifyListed(
  listed: readonly ListedCentre[],
  known: readonly CentreFacts[],
  sites: readonly Site[],
  hash: (text: string) => string,
): readonly ListedIdentity[] {
  const knownByKey = new Map(known.map((centre) => [identityKey(centre), centre]));
  const knownByCode = new Map(known.map((centre) => [centre.cdcCode, centre]));
  const siteByCode = new Map(sites.map((site) => [site.code, site]));
  const pinned = listed.map((centre) => knownByKey.get(identityKey(centre)));
  const held = new Set(pinned.flatMap((centre) => (centre ? [centre.cdcCode] : [])));
  // A centre whose code is not a site's may have a site by now, which is for a reviewer to see: its code never changes.
  const seeking = listed.flatMap((centre, at) => (siteByCode.has(pinned[at]?.cdcCode ?? '') ? [] : [{ centre, at }]));
  const free = sites.filter((site) => !held.has(site.code));
  const found = matchSites(
    seeking.map(({ centre }) => centre),
    free,
  );
  const matches = new Map(
    seeking.flatMap(({ at }, place) => (found.has(place) ? [[at, found.get(place)] as const] : [])),
  );
  const given = new Set([...held, ...[...matches.values()].flatMap((match) => (match ? [match.site.code] : []))]);

  return listed.map((centre, at): ListedIdentity => {
    const match = matches.get(at);
    const before = pinned[at];
    if (before) {
      const site = siteByCode.get(before.cdcCode);
      const note = site
        ? nameNote({ site, similarity: nameSimilarity(centre.name, site.name) })
        : noteWithoutSite(before, centre, sites, given, match);
      return { cdcCode: before.cdcCode, identity: before.identity, siteOperator: site?.operatedBy ?? null, note };
    }
    if (match) {
      const { code, operatedBy } = match.site;
      const renamed = knownByCode.get(code);
      return {
        cdcCode: code,
        identity: 'ods-site',
        siteOperator: operatedBy,
        note: renamed ? renamedNote(renamed, centre) : nameNote(match),
      };
    }
    return {
      cdcCode: `GOVUK-${hash(identityKey(centre))}`,
      identity: 'govuk-hash',
      siteOperator: null,
      note: noSiteNote(centre, sites, given),
    };
  });
}

/** Known centres of earlier lists that this one does not name. They stay as they are. */
export function absentFrom(
  identities: readonly ListedIdentity[],
  known: readonly CentreFacts[],
): readonly CentreFacts[] {
  const named = new Set(identities.map(({ cdcCode }) => cdcCode));
  return known.filter((centre) => centre.identity !== 'submitted' && !named.has(centre.cdcCode));
}

function noteWithoutSite(
  before: CentreFacts,
  centre: ListedCentre,
  sites: readonly Site[],
  given: ReadonlySet<string>,
  match: SiteMatch | undefined,
): ReviewNote | null {
  if (before.identity === 'submitted') return null;
  return match ? { reason: 'site-now-known', candidates: [candidateOf(match)] } : noSiteNote(centre, sites, given);
}

function nameNote(match: SiteMatch): ReviewNote | null {
  return match.similarity < NAME_THRESHOLD ? { reason: 'name-differs', candidates: [candidateOf(match)] } : null;
}

function renamedNote(before: CentreFacts, centre: ListedCentre): ReviewNote {
  const { cdcCode: code, name, postcode } = before;
  return {
    reason: 'renamed',
    candidates: [{ code, name, postcode, active: true, similarity: nameSimilarity(name, centre.name) }],
  };
}

function noSiteNote(centre: ListedCentre, sites: readonly Site[], given: ReadonlySet<string>): ReviewNote {
  const postcode = foldPostcode(centre.postcode);
  const matches = sites.map((site): SiteMatch => ({ site, similarity: nameSimilarity(centre.name, site.name) }));
  const here = matches.filter(({ site }) => postcode !== null && foldPostcode(site.postcode) === postcode);
  const elsewhere = matches.filter((match) => !here.includes(match) && match.similarity >= LIKELY_NAME);
  const activeHere = here.filter(({ site }) => site.active);
  const reason =
    activeHere.length === 0
      ? 'no-active-site'
      : activeHere.every(({ site }) => given.has(site.code))
        ? 'site-taken'
        : 'ambiguous-site';
  return {
    reason,
    candidates: [...here, ...elsewhere].sort((one, other) => other.similarity - one.similarity).map(candidateOf),
  };
}

function candidateOf({ site, similarity }: SiteMatch): ReviewCandidate {
  const { code, name, postcode, active } = site;
  return { code, name, postcode, active, similarity: Math.round(similarity * 100) / 100 };
}
