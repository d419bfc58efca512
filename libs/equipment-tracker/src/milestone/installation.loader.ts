import { Injectable } from '@nestjs/common';
import { londonDate, type Milestone } from '@cdc/contracts';
import { type CheckContext, type ErrorItem, type Layout, type Row } from '@cdc/feeds';
import { compareFacts, type FeedLoad, type FeedLoader, type LoadOutcome, type LoadRequest, type Submission } from '@cdc/intake';
import { Clock, UnitOfWork, type Work } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { EquipmentDirectory } from '../directory/equipment-directory.js';
import { holdEquipment } from '../equipment-lock.js';
import { movedBaselines, orderFaults } from './milestone-faults.model.js';
import { milestoneRecorded } from './milestone-recorded.js';
import { milestoneChanges, milestonesAfter, type KnownMilestones, type StatedMilestone } from './milestone.model.js';
import { MilestoneRepository } from './milestone.repository.js';

/** Takes the milestones of machines. A row changes what its cells state; milestones that a file leaves out stay. */
@Injectable()
export class InstallationLoader implements FeedLoader {
  readonly feed = 'installations';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: EquipmentDirectory,
    private readonly clock: Clock,
  ) {}

  async open(request: LoadRequest): Promise<FeedLoad> {
    return new InstallationLoad(request, this.unitOfWork, this.clock, await this.directory.machines(request.regions));
  }
}

class InstallationLoad implements FeedLoad {
  private readonly stated: StatedMilestone[] = [];
  private statedBy: ((row: Row) => StatedMilestone) | undefined;
  private tx: Work | undefined;

  constructor(
    private readonly request: LoadRequest,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    readonly context: CheckContext,
  ) {}

  begin(tx: Work): Promise<void> {
    this.tx = tx;
    return Promise.resolve();
  }

  onRow(row: Row): void {
    this.statedBy ??= milestoneReader(row.layout);
    this.stated.push(this.statedBy(row));
  }

  async faults(): Promise<readonly ErrorItem[]> {
    if (this.tx) await holdEquipment(this.tx.manager);
    const known = this.tx ? await this.known(this.tx.manager) : await this.unitOfWork.read('all', (manager) => this.known(manager));
    const changes = milestoneChanges(known, this.stated);
    // The national team, which speaks for all regions, may put a baseline right.
    const moved = this.request.regions === 'all' ? [] : movedBaselines(changes);
    return [...moved, ...orderFaults(changes, milestonesAfter(known, changes))];
  }

  async load(tx: Work, submission: Submission): Promise<LoadOutcome> {
    const known = await this.known(tx.manager);
    const changes = milestoneChanges(known, this.stated);
    const statedAt = this.clock.now();
    const statedOn = londonDate(statedAt);
    const { submissionId, submittedBy } = submission;
    await new MilestoneRepository(tx.manager).save(changes, { statedAt, statedOn, statedBy: submittedBy, submissionId });
    const comparison = compareFacts(
      new Map(changes.flatMap(({ stated, before }) => (before ? [[nameOf(stated), before] as const] : []))),
      changes.map(({ stated, after }) => ({
        name: nameOf(stated),
        place: { row: stated.rowNumber, key: { machine_id: stated.machineId, milestone: stated.milestone } },
        facts: after,
        fills: FACTS.filter((fact) => stated[fact] !== null),
      })),
      COLUMNS,
    );
    const count = (what: 'new' | 'changed' | 'unchanged'): number => changes.filter(({ change }) => change === what).length;
    return {
      new: count('new'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      ...comparison,
      // Also of machines that stand as they did: that they were stated today is news.
      events: [...milestonesAfter(known, changes)].map(([machineId, milestones]) => milestoneRecorded({ machineId, milestones: [...milestones], statedOn, submissionId })),
    };
  }

  close(): Promise<void> {
    this.stated.splice(0);
    return Promise.resolve();
  }

  private known(manager: EntityManager): Promise<KnownMilestones> {
    return new MilestoneRepository(manager).ofMachines([...new Set(this.stated.map(({ machineId }) => machineId))]);
  }
}

const COLUMNS = { baseline: 'baseline', forecast: 'forecast', actual: 'actual', reason: 'reason', evidence: 'evidence' } as const;
const FACTS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const nameOf = ({ machineId, milestone }: StatedMilestone): string => `${machineId} ${milestone}`;

function milestoneReader(layout: Layout): (row: Row) => StatedMilestone {
  const column = (name: string): number => layout.columnIndex(name);
  const [machineId, milestone, baseline, forecast] = [column('machine_id'), column('milestone'), column('baseline'), column('forecast')];
  const [actual, reason, evidence] = [column('actual'), column('reason'), column('evidence')];
  return (row) => ({
    machineId: row.value(machineId) ?? '',
    milestone: row.value(milestone) as Milestone,
    baseline: row.value(baseline),
    forecast: row.value(forecast),
    actual: row.value(actual),
    reason: row.value(reason),
    evidence: row.value(evidence),
    rowNumber: row.rowNumber,
  });
}
