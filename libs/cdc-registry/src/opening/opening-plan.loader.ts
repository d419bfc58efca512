import { Injectable } from '@nestjs/common';
import { OpeningPlanApproved, dayNumber, londonDate } from '@cdc/contracts';
import { createCodeList, type CodeList, type Row } from '@cdc/feeds';
import { type FeedLoad, type FeedLoader, type LoadOutcome, type Submission } from '@cdc/intake';
import { Clock, UnitOfWork, event, type NewEvent, type Work } from '@cdc/platform';
import { CentreRepository } from '../centre/centre.repository.js';
import { openingChanges, type OpeningPlan } from './opening-plan.model.js';
import { OpeningPlanRepository } from './opening-plan.repository.js';

/** Takes the plan of openings. A later file supersedes the centres that it states, each with its whole row. */
@Injectable()
export class OpeningPlanLoader implements FeedLoader {
  readonly feed = 'opening-plan';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async open(): Promise<FeedLoad> {
    const cdcs = createCodeList(
      await this.unitOfWork.read('all', (manager) => new CentreRepository(manager).codeEntries()),
    );
    const plans: OpeningPlan[] = [];
    return {
      context: { today: dayNumber(londonDate(this.clock.now())), codeLists: { cdcs } },
      onRow: (row) => void plans.push(planOf(row)),
      faults: async () => [],
      load: (tx, submission) => loadPlans(tx, submission, plans, cdcs),
      close: async () => void plans.splice(0),
    };
  }
}

function planOf(row: Row): OpeningPlan {
  const column = (name: string): number => row.layout.columnIndex(name);
  return {
    cdcNumber: row.number(column('cdc_code')),
    plannedOpening: row.value(column('planned_opening')) ?? '',
    wave: row.text(column('wave')),
    permanentPlanned: row.value(column('permanent_planned')),
  };
}

async function loadPlans(
  tx: Work,
  submission: Submission,
  stated: readonly OpeningPlan[],
  cdcs: CodeList,
): Promise<LoadOutcome> {
  const named = stated.map(({ cdcNumber }) => cdcNumber);
  await new CentreRepository(tx.manager).hold(named);
  const openings = new OpeningPlanRepository(tx.manager);
  const { counts, plans } = openingChanges(await openings.present(named), stated);
  if (plans.length > 0) await openings.add(plans, submission.submissionNumber);
  return { ...counts, events: plans.map((plan) => openingApproved(cdcs.codeOf(plan.cdcNumber) ?? '', plan)) };
}

function openingApproved(cdcCode: string, { plannedOpening, wave, permanentPlanned }: OpeningPlan): NewEvent {
  return event(OpeningPlanApproved, cdcCode, { cdcCode, plannedOpening, wave, permanentPlanned });
}
