import { Injectable } from '@nestjs/common';
import { scopeOf, type Principal } from '@cdc/access';
import { londonDate, type Milestone, type SlipReason } from '@cdc/contracts';
import { Clock, UnitOfWork } from '@cdc/platform';
import { holdEquipment } from '../equipment-lock.js';
import { matches } from './if-match.model.js';
import { readInstallation, type InstallationView } from './installation.read-model.js';
import { milestoneRecorded } from './milestone-recorded.js';
import { wrongOrderInWords, wrongOrders } from './milestone-order.model.js';
import { actualInFuture, editConflict, orderViolated, reasonNotGiven, versionNotGiven } from './milestone.errors.js';
import { milestoneChanges, milestonesAfter, movesForecast, type MilestoneChange } from './milestone.model.js';
import { MilestoneRepository } from './milestone.repository.js';

/** A forecast or an actual date for one milestone. Dates are ISO. */
export interface RecordedMilestone {
  readonly milestone: Milestone;
  readonly forecast?: string | undefined;
  readonly actual?: string | undefined;
  readonly reason?: SlipReason | undefined;
  readonly evidence?: string | undefined;
}

/** Machines and their milestones, for a person to read and to bring up to date one at a time. */
@Injectable()
export class MilestoneService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError as {@link readInstallation} */
  find(principal: Principal, machineId: string): Promise<InstallationView> {
    return this.unitOfWork.read(scopeOf(principal).regions, (manager) => readInstallation(manager, principal, machineId));
  }

  /**
   * @param ifMatch the If-Match header, which names the version that the caller has seen
   * @returns the machine as it then stands
   * @throws DomainError as {@link readInstallation}; `PRECONDITION_REQUIRED`, `EDIT_CONFLICT`, `ACTUAL_IN_FUTURE`, `REASON_REQUIRED`, `MILESTONE_ORDER`
   */
  recordMilestone(principal: Principal, machineId: string, ifMatch: string | undefined, recorded: RecordedMilestone): Promise<InstallationView> {
    return this.unitOfWork.run(principal.subject, scopeOf(principal).regions, async (tx) => {
      await holdEquipment(tx.manager);
      const seen = await readInstallation(tx.manager, principal, machineId);
      if (ifMatch === undefined) throw versionNotGiven(seen.machineId);
      if (!matches(ifMatch, seen.version)) throw editConflict(seen.machineId, seen);

      const statedAt = this.clock.now();
      const statedOn = londonDate(statedAt);
      const { forecast = null, actual = null, reason = null, evidence = null } = recorded;
      const known = new Map([[seen.machineId, seen.milestones]]);
      const changes = milestoneChanges(known, [
        { machineId: seen.machineId, milestone: recorded.milestone, baseline: null, forecast, actual, reason, evidence, rowNumber: null },
      ]);
      const milestones = milestonesAfter(known, changes).get(seen.machineId) ?? [];
      for (const change of changes) assertSound(change, statedOn);
      const [order] = wrongOrders(milestones);
      if (order) throw orderViolated(seen.machineId, wrongOrderInWords(order));

      await new MilestoneRepository(tx.manager).save(changes, { statedAt, statedOn, statedBy: principal.subject, submissionId: null });
      const now = await readInstallation(tx.manager, principal, machineId);
      await tx.emit({ action: 'milestone-recorded', subject: now.machineId, details: { milestone: recorded.milestone, version: now.version } }, [
        milestoneRecorded({ machineId: now.machineId, milestones: [...milestones], statedOn, submissionId: null }),
      ]);
      return now;
    });
  }
}

function assertSound({ stated, before }: MilestoneChange, today: string): void {
  const { actual, forecast, reason } = stated;
  if (actual !== null && actual > today) throw actualInFuture(actual, today);
  if (movesForecast(before, forecast) && reason === null) throw reasonNotGiven(before?.forecast ?? '', forecast ?? '');
}
