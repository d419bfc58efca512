import { type CdcRegisterRow } from '@cdc/feeds';

export const CENTRE_IDENTITIES = ['submitted', 'ods-site', 'govuk-hash'] as const;
export const ARCHETYPES = ['standard', 'large', 'hub', 'spoke'] as const;
export const CENTRE_STATUSES = ['proposed', 'approved', 'open', 'closed'] as const;
export type CentreIdentity = (typeof CENTRE_IDENTITIES)[number];
export type Archetype = (typeof ARCHETYPES)[number];
export type CentreStatus = (typeof CENTRE_STATUSES)[number];

/** The present value of a centre. `cdcCode` and `cdcNumber` never change. */
export interface CentreFacts {
  /** Key of facts in every service; 0 before it is registered. */
  readonly cdcNumber: number;
  readonly cdcCode: string;
  readonly name: string;
  readonly identity: CentreIdentity;
  readonly hostTrust: string | null;
  readonly icbCode: string;
  readonly regionCode: string;
  readonly archetype: Archetype | null;
  readonly status: CentreStatus;
  readonly temporary: boolean;
  readonly opened: string | null;
  readonly closed: string | null;
  readonly postcode: string | null;
  readonly parentHub: string | null;
  /** Degrees, WGS 84. */
  readonly longitude: number | null;
  readonly latitude: number | null;
  /** Whether it opens 12 hours a day on 7 days a week, in the published list's words: Yes, No or N/A. */
  readonly openTwelveSeven: string | null;
}

/** What a row adds to the register once its code and its place in the NHS are known. */
export interface CentreStatement {
  readonly row: CdcRegisterRow;
  readonly cdcCode: string;
  readonly identity: CentreIdentity;
  /** Operator of the matched site; the file's own host trust comes first. */
  readonly siteOperator: string | null;
  readonly icbCode: string;
  readonly regionCode: string;
}

const FACTS = [
  'name',
  'hostTrust',
  'icbCode',
  'regionCode',
  'archetype',
  'status',
  'temporary',
  'opened',
  'closed',
  'postcode',
  'parentHub',
  'longitude',
  'latitude',
  'openTwelveSeven',
] as const;

/** The centre after a statement. A cell that is empty leaves what is known; a centre without a stated status is open, for the register lists centres. */
export function restateCentre(known: CentreFacts | undefined, statement: CentreStatement): CentreFacts {
  const { row, cdcCode, identity, siteOperator, icbCode, regionCode } = statement;
  return {
    cdcNumber: known?.cdcNumber ?? 0,
    cdcCode,
    identity: known?.identity ?? identity,
    name: row.name,
    hostTrust: row.hostTrust ?? siteOperator ?? known?.hostTrust ?? null,
    icbCode,
    regionCode,
    archetype: oneOf(ARCHETYPES, row.archetype) ?? known?.archetype ?? null,
    status: oneOf(CENTRE_STATUSES, row.status) ?? known?.status ?? 'open',
    temporary: row.temporary ?? known?.temporary ?? false,
    opened: row.opened ?? known?.opened ?? null,
    closed: known?.closed ?? null,
    postcode: row.postcode ?? known?.postcode ?? null,
    parentHub: row.parentHub ?? known?.parentHub ?? null,
    longitude: row.longitude ?? known?.longitude ?? null,
    latitude: row.latitude ?? known?.latitude ?? null,
    openTwelveSeven: row.openTwelveSeven ?? known?.openTwelveSeven ?? null,
  };
}

export function sameCentre(one: CentreFacts, other: CentreFacts): boolean {
  return FACTS.every((fact) => one[fact] === other[fact]);
}

/**
 * Gives numbers to new centres, in the order of the file and without gaps: facts of every service are keyed by them.
 * @param highest the highest number given so far
 */
export function numbered(centres: readonly CentreFacts[], highest: number): readonly CentreFacts[] {
  let last = highest;
  return centres.map((centre) => (centre.cdcNumber > 0 ? centre : { ...centre, cdcNumber: ++last }));
}

function oneOf<T extends string>(values: readonly T[], value: string | null): T | undefined {
  return values.find((one) => one === value);
}
