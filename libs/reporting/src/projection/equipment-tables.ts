import { type Milestone } from '@cdc/contracts';
import { type VersionTable, type Versioned } from './version-table.js';

export interface MachineVersion extends Versioned {
  readonly machine_id: string;
  readonly org_code: string;
  readonly modality: string;
}

export const MACHINE_VERSION: VersionTable<MachineVersion> = {
  name: 'machine_version',
  source: 'equipment-tracker',
  key: ['machine_id'],
  columns: { machine_id: 'text', position: 'bigint', org_code: 'text', modality: 'text' },
};

/** All milestones of a machine: `baselines[i]` and the rest belong to `milestones[i]`. */
export interface MilestoneVersion extends Versioned {
  readonly machine_id: string;
  readonly stated_on: string;
  readonly milestones: readonly Milestone[];
  readonly baselines: readonly (string | null)[];
  readonly forecasts: readonly (string | null)[];
  readonly actuals: readonly (string | null)[];
  readonly reasons: readonly (string | null)[];
  readonly forecast_moves: readonly number[];
}

export const MILESTONE_VERSION: VersionTable<MilestoneVersion> = {
  name: 'milestone_version',
  source: 'equipment-tracker',
  key: ['machine_id'],
  columns: {
    machine_id: 'text',
    position: 'bigint',
    stated_on: 'text',
    milestones: 'text[]',
    baselines: 'text[]',
    forecasts: 'text[]',
    actuals: 'text[]',
    reasons: 'text[]',
    forecast_moves: 'int[]',
  },
};
