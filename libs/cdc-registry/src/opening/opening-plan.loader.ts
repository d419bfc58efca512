import { Injectable } from '@nestjs/common';
import { OpeningPlanApproved, dayNumber, londonDate } from '@cdc/contracts';
import { createCodeList, type CodeList, type Row } from '@cdc/feeds';
import { compareList, type FeedLoad, type FeedLoader, type LoadOutcome, type Submission } from '@cdc/intake';
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
    const plans: PlacedPlan[] = [];
    return {
      context: { today: dayNumber(londonDate(this.clock.now())), codeLists: { cdcs } },
      onRow: (row) => void plans.push({ row: row.rowNumber, plan: planOf(row) }),
      faults: async () => [],
      load: (tx, submission) => loadPlans(tx, submission, plans, cdcs),
      close: async () => void plans.splice(0),
    };
  }
}

/** A plan with the row that states it. */
interface PlacedPlan {
  readonly row: number;
  readonly plan: OpeningPlan;
}

const COLUMNS = { plannedOpening: 'planned_opening', wave: 'wave', permanentPlanned: 'permanent_planned' } as const;

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
  placed: readonly PlacedPlan[],
  cdcs: CodeList,
): Promise<LoadOutcome> {
  const stated = placed.map(({ plan }) => plan);
  const named = stated.map(({ cdcNumber }) => cdcNumber);
  await new CentreRepository(tx.manager).hold(named);
  const openings = new OpeningPlanRepository(tx.manager);
  const present = await openings.present(named);
  const { counts, plans } = openingChanges(present, stated);
  if (plans.length > 0) await openings.add(plans, submission.submissionNumber);
  const codeOf = ({ cdcNumber }: OpeningPlan): string => cdcs.codeOf(cdcNumber) ?? '';
  const comparison = compareList(
    new Map(present.map((plan) => [codeOf(plan), plan])),
    placed.map(({ row, plan }) => ({ name: codeOf(plan), place: { row, key: { cdc_code: codeOf(plan) } }, facts: plan })),
    COLUMNS,
  );
  return { ...counts, events: plans.map((plan) => openingApproved(codeOf(plan), plan)), ...comparison };
}

function openingApproved(cdcCode: string, { plannedOpening, wave, permanentPlanned }: OpeningPlan): NewEvent {
  return event(OpeningPlanApproved, cdcCode, { cdcCode, plannedOpening, wave, permanentPlanned });
}
