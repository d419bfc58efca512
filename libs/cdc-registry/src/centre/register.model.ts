import { type CdcRegisterRow } from '@cdc/feeds';
import { type CentreReviewItem } from './centre-review.model.js';
import { numbered, restateCentre, sameCentre, type CentreFacts, type CentreStatement } from './centre.model.js';
import { absentFrom, identifyListed, type ListedIdentity } from './listed-identity.model.js';
import { icbOf, type KnownIcb } from './register-faults.model.js';
import { type Site } from './site-matching.model.js';

export interface RegisterInput {
  readonly rows: readonly CdcRegisterRow[];
  readonly known: readonly CentreFacts[];
  readonly sites: readonly Site[];
  readonly icbs: readonly KnownIcb[];
  /** See {@link identifyListed}. */
  readonly hash: (text: string) => string;
}

export interface Registered {
  /** New and changed centres, with their numbers. */
  readonly changed: readonly CentreFacts[];
  /** What each row of the file makes of its centre. */
  readonly after: readonly CentreFacts[];
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  /** The whole review list after a published list; null after a template, which says nothing of it. */
  readonly reviews: readonly CentreReviewItem[] | null;
}

/** The register after a file. A file of either layout adds and changes centres; none is closed because a file leaves it out. */
export function registerCentres(input: RegisterInput): Registered {
  const { rows, known } = input;
  const isPublishedList = rows.some((row) => row.cdcCode === null);
  const identities = isPublishedList ? identifyListed(rows, known, input.sites, input.hash) : null;
  const before = new Map(known.map((centre) => [centre.cdcCode, centre]));
  const stated = rows.map((row, at) => {
    const statement = statementOf(row, identities?.[at] ?? null, input.icbs);
    return restateCentre(before.get(statement.cdcCode), statement);
  });
  const highest = known.reduce((most, centre) => Math.max(most, centre.cdcNumber), 0);
  const after = numbered(stated, highest);
  const changed = after.filter((centre) => !isSameAs(before.get(centre.cdcCode), centre));
  const added = changed.filter((centre) => !before.has(centre.cdcCode)).length;
  return {
    changed,
    after,
    counts: { new: added, changed: changed.length - added, unchanged: after.length - changed.length },
    reviews: identities && reviewsOf(identities, after, known),
  };
}

function isSameAs(before: CentreFacts | undefined, after: CentreFacts): boolean {
  return before !== undefined && sameCentre(before, after);
}

/** @throws RangeError for a board that is not known or has no region: the faults of the file name it before anything is loaded */
function statementOf(row: CdcRegisterRow, listed: ListedIdentity | null, icbs: readonly KnownIcb[]): CentreStatement {
  const icb = icbOf(row, icbs);
  if (!icb || icb.regionCode === null) throw new RangeError(`${row.name} names a board without a region`);
  const where = { icbCode: icb.code, regionCode: icb.regionCode };
  if (!listed) return { row, cdcCode: row.cdcCode ?? '', identity: 'submitted', siteOperator: null, ...where };
  const { cdcCode, identity, siteOperator } = listed;
  // The published list names the centres that are open.
  return { row: { ...row, status: 'open' }, cdcCode, identity, siteOperator, ...where };
}

function reviewsOf(
  identities: readonly ListedIdentity[],
  after: readonly CentreFacts[],
  known: readonly CentreFacts[],
): readonly CentreReviewItem[] {
  const noted = identities.flatMap(({ note }, at) => {
    const cdcNumber = after[at]?.cdcNumber;
    return note && cdcNumber !== undefined ? [{ cdcNumber, ...note }] : [];
  });
  const absent = absentFrom(identities, known).map(({ cdcNumber }) => ({
    cdcNumber,
    reason: 'not-in-latest-list' as const,
    candidates: [],
  }));
  return [...noted, ...absent];
}
