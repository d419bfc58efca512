import { type EntityManager } from 'typeorm';
import { MACHINE_VERSION, MILESTONE_VERSION, type MilestoneVersion } from '../projection/equipment-tables.js';
import { OPENING_PLAN_VERSION } from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { type Machine, type MachineMilestone } from './edition-inputs.model.js';
import { type ScopeGround } from './scope-ground.model.js';

/** Planned opening day by centre, as the registry's log stood at a position. */
export async function openingPlansAt(manager: EntityManager, position: string): Promise<ReadonlyMap<string, string>> {
  const rows = await versionsAt(manager, OPENING_PLAN_VERSION, position);
  return new Map(rows.map((row) => [row.cdc_code, row.planned_opening]));
}

/** Every machine with its milestones, as equipment-tracker's log stood at a position. */
export async function machinesAt(manager: EntityManager, position: string, ground: Pick<ScopeGround, 'placeOf'>): Promise<readonly Machine[]> {
  const machines = await versionsAt(manager, MACHINE_VERSION, position);
  const milestones = new Map((await versionsAt(manager, MILESTONE_VERSION, position)).map((row) => [row.machine_id, row]));
  return machines.map(({ machine_id: machineId, org_code: orgCode, modality }) => {
    const stated = milestones.get(machineId);
    return { machineId, orgCode, place: ground.placeOf(orgCode), modality, statedOn: stated?.stated_on ?? null, milestones: stated ? milestonesOf(stated) : [] };
  });
}

function milestonesOf(row: MilestoneVersion): readonly MachineMilestone[] {
  return row.milestones.map((milestone, index) => ({
    milestone,
    baseline: row.baselines[index] ?? null,
    forecast: row.forecasts[index] ?? null,
    actual: row.actuals[index] ?? null,
    reason: row.reasons[index] ?? null,
    forecastMoves: row.forecast_moves[index] ?? 0,
  }));
}
