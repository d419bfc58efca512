import { type CdcRegistered, type EventData, type OrganisationChanged } from '@cdc/contracts';
import { MACHINE_VERSION, MILESTONE_VERSION } from './equipment-tables.js';
import { COMMITMENT_VERSION, POSTED_VERSION, SPEND_FORECAST_VERSION, SPEND_PLAN_VERSION } from './spend-tables.js';
import { type Versioned, type VersionTable } from './version-table.js';

export interface CentreVersion extends Versioned {
  readonly cdc_code: string;
  readonly name: string;
  readonly icb_code: string;
  readonly region_code: string;
  readonly host_trust: string | null;
  readonly status: EventData<typeof CdcRegistered>['status'];
  readonly opened: string | null;
  readonly closed: string | null;
  readonly temporary: boolean;
}

export const CENTRE_VERSION: VersionTable<CentreVersion> = {
  name: 'centre_version',
  source: 'cdc-registry',
  key: ['cdc_code'],
  columns: {
    cdc_code: 'text',
    position: 'bigint',
    name: 'text',
    icb_code: 'text',
    region_code: 'text',
    host_trust: 'text',
    status: 'text',
    opened: 'text',
    closed: 'text',
    temporary: 'boolean',
  },
};

export interface OpeningPlanVersion extends Versioned {
  readonly cdc_code: string;
  readonly planned_opening: string;
  readonly wave: string | null;
  readonly permanent_planned: string | null;
}

export const OPENING_PLAN_VERSION: VersionTable<OpeningPlanVersion> = {
  name: 'opening_plan_version',
  source: 'cdc-registry',
  key: ['cdc_code'],
  columns: { cdc_code: 'text', position: 'bigint', planned_opening: 'text', wave: 'text', permanent_planned: 'text' },
};

export interface OrganisationVersion extends Versioned {
  readonly code: string;
  readonly kind: EventData<typeof OrganisationChanged>['kind'];
  readonly name: string;
  readonly region_code: string | null;
  readonly icb_code: string | null;
}

export const ORGANISATION_VERSION: VersionTable<OrganisationVersion> = {
  name: 'organisation_version',
  source: 'cdc-registry',
  key: ['code'],
  columns: { code: 'text', position: 'bigint', kind: 'text', name: 'text', region_code: 'text', icb_code: 'text' },
};

export interface OfferVersion extends Versioned {
  readonly cdc_code: string;
  readonly offers: readonly { readonly test: string; readonly from: string; readonly to: string | null }[];
}

export const OFFER_VERSION: VersionTable<OfferVersion> = {
  name: 'offer_version',
  source: 'cdc-registry',
  key: ['cdc_code'],
  columns: { cdc_code: 'text', position: 'bigint', offers: 'jsonb' },
};

/** `planned[i]` belongs to `tests[i]`, here and in every table of parallel columns below. */
export interface PlanVersion extends Versioned {
  readonly month: string;
  readonly cdc_code: string;
  readonly tests: readonly string[];
  readonly planned: readonly number[];
}

export const PLAN_VERSION: VersionTable<PlanVersion> = {
  name: 'plan_version',
  source: 'cdc-registry',
  key: ['month', 'cdc_code'],
  columns: { month: 'text', cdc_code: 'text', position: 'bigint', tests: 'text[]', planned: 'int[]' },
};

export interface ActivityVersion extends Versioned {
  readonly kind: 'week' | 'month';
  readonly period: string;
  readonly grain: 'daily' | 'weekly' | 'monthly';
  readonly cdc_code: string;
  readonly tests: readonly string[];
  readonly delivered: readonly number[];
  readonly did_not_attend: readonly (number | null)[];
  readonly cancelled: readonly (number | null)[];
  readonly days: readonly number[];
}

export const ACTIVITY_VERSION: VersionTable<ActivityVersion> = {
  name: 'activity_version',
  source: 'activity-ingest',
  key: ['kind', 'period', 'grain', 'cdc_code'],
  columns: {
    kind: 'text',
    period: 'text',
    grain: 'text',
    cdc_code: 'text',
    position: 'bigint',
    tests: 'text[]',
    delivered: 'int[]',
    did_not_attend: 'int[]',
    cancelled: 'int[]',
    days: 'int[]',
  },
};

export interface Dm01Version extends Versioned {
  readonly month: string;
  readonly provider_code: string;
  readonly provider_name: string;
  readonly region_code: string | null;
  readonly tests: readonly string[];
  readonly waiting_list: readonly number[];
  readonly over_6_weeks: readonly number[];
  readonly over_13_weeks: readonly number[];
  readonly waiting_list_activity: readonly number[];
  readonly planned_activity: readonly number[];
  readonly unscheduled_activity: readonly number[];
}

export const DM01_VERSION: VersionTable<Dm01Version> = {
  name: 'dm01_version',
  source: 'activity-ingest',
  key: ['month', 'provider_code'],
  columns: {
    month: 'text',
    provider_code: 'text',
    position: 'bigint',
    provider_name: 'text',
    region_code: 'text',
    tests: 'text[]',
    waiting_list: 'int[]',
    over_6_weeks: 'int[]',
    over_13_weeks: 'int[]',
    waiting_list_activity: 'int[]',
    planned_activity: 'int[]',
    unscheduled_activity: 'int[]',
  },
};

/** What a version table looks like, whatever its rows. */
type TableDescription = Pick<VersionTable<Versioned>, 'name'> & { readonly key: readonly string[]; readonly columns: Readonly<Record<string, string>> };

export const VERSION_TABLES: readonly TableDescription[] = [
  CENTRE_VERSION,
  ORGANISATION_VERSION,
  OFFER_VERSION,
  PLAN_VERSION,
  ACTIVITY_VERSION,
  DM01_VERSION,
  OPENING_PLAN_VERSION,
  MACHINE_VERSION,
  MILESTONE_VERSION,
  SPEND_PLAN_VERSION,
  POSTED_VERSION,
  COMMITMENT_VERSION,
  SPEND_FORECAST_VERSION,
];

/** Every table that the log rebuilds, with the columns that order its rows. */
export const PROJECTED_TABLES: readonly { readonly name: string; readonly key: readonly string[] }[] = [
  ...VERSION_TABLES,
  { name: 'submission_state', key: ['submission_id'] },
  { name: 'period_return', key: ['feed', 'unit', 'period'] },
  { name: 'period_reopening', key: ['reopening_id'] },
];
