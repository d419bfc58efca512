import { type MilestoneState } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { inOrder, type KnownMilestones, type MilestoneChange } from './milestone.model.js';

/** Who states milestones, when, and in which file. */
export interface Provenance {
  /** By the Clock. */
  readonly statedAt: Date;
  /** The same in England, as an ISO date. */
  readonly statedOn: string;
  /** The issuer's identifier of the account. */
  readonly statedBy: string;
  /** Null when a person states it and no file. */
  readonly submissionId: string | null;
}

/** Loads and saves milestones with what was said of them, many machines at a time. */
export class MilestoneRepository {
  constructor(private readonly manager: EntityManager) {}

  async ofMachines(machineIds: readonly string[]): Promise<KnownMilestones> {
    const rows: (MilestoneState & { machineId: string })[] = await this.manager.query(
      `select machine_id as "machineId", milestone, baseline::text as baseline, forecast::text as forecast, actual::text as actual, reason, evidence,
         forecast_moves as "forecastMoves"
       from milestone where machine_id = any($1)`,
      [machineIds],
    );
    const known = new Map<string, MilestoneState[]>();
    for (const { machineId, ...state } of rows) {
      const states = known.get(machineId);
      if (states) states.push(state);
      else known.set(machineId, [state]);
    }
    return new Map([...known].map(([machineId, states]) => [machineId, inOrder(states)]));
  }

  /** Keeps every statement, also of what was known, and what has changed. */
  async save(changes: readonly MilestoneChange[], provenance: Provenance): Promise<void> {
    const changed = changes.filter(({ change }) => change !== 'unchanged');
    if (changed.length > 0) {
      await this.manager.query(UPSERT, [JSON.stringify(changed.map(({ stated, after }) => ({ ...after, machineId: stated.machineId })))]);
    }
    const { statedAt, statedBy, statedOn, submissionId } = provenance;
    await this.manager.query(ADD_STATEMENTS, [JSON.stringify(changes.map(statementOf)), statedAt, statedBy, submissionId]);
    await this.manager.query(
      `update machine set stated_on = $3, version = version + 1
       where machine_id = any($1) or (machine_id = any($2) and stated_on is distinct from $3::date)`,
      [changed.map(({ stated }) => stated.machineId), changes.map(({ stated }) => stated.machineId), statedOn],
    );
  }
}

function statementOf({ stated, before }: MilestoneChange) {
  const { baseline = null, forecast = null, actual = null } = before ?? {};
  return { ...stated, baselineBefore: baseline, forecastBefore: forecast, actualBefore: actual };
}

const UPSERT = `
  insert into milestone (machine_id, milestone, baseline, forecast, actual, reason, evidence, forecast_moves)
  select s."machineId", s.milestone, s.baseline, s.forecast, s.actual, s.reason, s.evidence, s."forecastMoves"
  from json_to_recordset($1::json) as s ("machineId" text, milestone text, baseline date, forecast date, actual date, reason text, evidence text,
    "forecastMoves" int)
  on conflict (machine_id, milestone) do update set baseline = excluded.baseline, forecast = excluded.forecast, actual = excluded.actual,
    reason = excluded.reason, evidence = excluded.evidence, forecast_moves = excluded.forecast_moves`;

const ADD_STATEMENTS = `
  insert into milestone_statement (machine_id, milestone, baseline, baseline_before, forecast, forecast_before, actual, actual_before, reason,
    evidence, stated_at, stated_by, submission_id, row_number)
  select s."machineId", s.milestone, s.baseline, s."baselineBefore", s.forecast, s."forecastBefore", s.actual, s."actualBefore", s.reason,
    s.evidence, $2, $3, $4, s."rowNumber"
  from json_to_recordset($1::json) as s ("machineId" text, milestone text, baseline date, "baselineBefore" date, forecast date,
    "forecastBefore" date, actual date, "actualBefore" date, reason text, evidence text, "rowNumber" int)`;
