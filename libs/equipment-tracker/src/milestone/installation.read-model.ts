import { assertMayReadRegion, type Principal } from '@cdc/access';
import { type MilestoneState } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { type MachineFacts } from '../machine/machine.model.js';
import { MACHINE_COLUMNS } from '../machine/machine.repository.js';
import { unknownMachine } from './milestone.errors.js';
import { MilestoneRepository } from './milestone.repository.js';

/** How a forecast came to be what it is. Dates are ISO. */
export interface ForecastMove {
  readonly milestone: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string | null;
  /** ISO time, by the Clock. */
  readonly statedAt: string;
  /** The issuer's identifier of the account. */
  readonly statedBy: string;
  /** Null when a person recorded it and no file. */
  readonly submissionId: string | null;
}

/** A machine, where its milestones stand, and every move of their forecasts, oldest first. */
export interface InstallationView extends MachineFacts {
  readonly orgName: string | null;
  readonly regionCode: string | null;
  /** ISO date on which a milestone was last stated; null before the first. */
  readonly statedOn: string | null;
  /** Rises with every change of the rest. The ETag is made of it. */
  readonly version: number;
  readonly milestones: readonly MilestoneState[];
  readonly moves: readonly ForecastMove[];
}

/** @throws DomainError `UNKNOWN_MACHINE`; `FORBIDDEN_REGION` where the machine is for an organisation outside the caller's region */
export async function readInstallation(manager: EntityManager, principal: Principal, machineId: string): Promise<InstallationView> {
  // A NUL is no text for PostgreSQL, which would take the request for a fault of ours.
  if (machineId.includes('\0')) throw unknownMachine(machineId);
  const id = machineId.toUpperCase();
  const machines: Omit<InstallationView, 'milestones' | 'moves'>[] = await manager.query(
    `select ${MACHINE_COLUMNS}, m.stated_on::text as "statedOn", m.version, p.name as "orgName", p.region_code as "regionCode"
     from machine m left join place p on p.code = m.org_code where m.machine_id = $1`,
    [id],
  );
  const machine = machines[0];
  if (!machine) throw unknownMachine(machineId);
  assertMayReadRegion(principal, machine.regionCode);
  const moves: (Omit<ForecastMove, 'statedAt'> & { statedAt: Date })[] = await manager.query(
    `select milestone, forecast_before::text as "from", forecast::text as "to", reason, stated_at as "statedAt", stated_by as "statedBy",
       submission_id as "submissionId"
     from milestone_statement where machine_id = $1 and forecast <> forecast_before order by statement_id`,
    [id],
  );
  return {
    ...machine,
    milestones: (await new MilestoneRepository(manager).ofMachines([id])).get(id) ?? [],
    moves: moves.map((move) => ({ ...move, statedAt: move.statedAt.toISOString() })),
  };
}
