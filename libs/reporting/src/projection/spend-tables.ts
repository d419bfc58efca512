import { type SpendKind } from '@cdc/contracts';
import { type VersionTable, type Versioned } from './version-table.js';

/** `planned_pence[i]` belongs to `kinds[i]` and `lines[i]`, here and in the tables below. The driver gives bigint as text. */
export interface SpendPlanVersion extends Versioned {
  readonly month: string;
  readonly org_code: string;
  readonly kinds: readonly SpendKind[];
  readonly lines: readonly string[];
  readonly planned_pence: readonly (string | number)[];
}

export const SPEND_PLAN_VERSION: VersionTable<SpendPlanVersion> = {
  name: 'spend_plan_version',
  source: 'cdc-registry',
  key: ['month', 'org_code'],
  columns: { month: 'text', org_code: 'text', position: 'bigint', kinds: 'text[]', lines: 'text[]', planned_pence: 'bigint[]' },
};

/** The whole ledger of an entity and month. */
export interface PostedVersion extends Versioned {
  readonly period: string;
  readonly entity: string;
  readonly entity_name: string;
  readonly cdc_codes: readonly (string | null)[];
  readonly kinds: readonly (SpendKind | null)[];
  readonly lines: readonly (string | null)[];
  /** Sundays. */
  readonly weeks: readonly string[];
  readonly amounts_pence: readonly (string | number)[];
  readonly line_counts: readonly number[];
}

export const POSTED_VERSION: VersionTable<PostedVersion> = {
  name: 'posted_version',
  source: 'spend-monitor',
  key: ['period', 'entity'],
  columns: {
    period: 'text',
    entity: 'text',
    position: 'bigint',
    entity_name: 'text',
    cdc_codes: 'text[]',
    kinds: 'text[]',
    lines: 'text[]',
    weeks: 'text[]',
    amounts_pence: 'bigint[]',
    line_counts: 'int[]',
  },
};

export interface CommitmentVersion extends Versioned {
  readonly po_reference: string;
  readonly org_code: string;
  readonly kind: SpendKind;
  readonly line: string;
  readonly ordered_pence: string | number;
  readonly receipted_pence: string | number;
  readonly invoiced_pence: string | number;
}

export const COMMITMENT_VERSION: VersionTable<CommitmentVersion> = {
  name: 'commitment_version',
  source: 'spend-monitor',
  key: ['po_reference'],
  columns: {
    po_reference: 'text',
    position: 'bigint',
    org_code: 'text',
    kind: 'text',
    line: 'text',
    ordered_pence: 'bigint',
    receipted_pence: 'bigint',
    invoiced_pence: 'bigint',
  },
};

export interface SpendForecastVersion extends Versioned {
  readonly month: string;
  readonly org_code: string;
  readonly kinds: readonly SpendKind[];
  readonly lines: readonly string[];
  readonly forecast_pence: readonly (string | number)[];
}

export const SPEND_FORECAST_VERSION: VersionTable<SpendForecastVersion> = {
  name: 'spend_forecast_version',
  source: 'spend-monitor',
  key: ['month', 'org_code'],
  columns: { month: 'text', org_code: 'text', position: 'bigint', kinds: 'text[]', lines: 'text[]', forecast_pence: 'bigint[]' },
};
