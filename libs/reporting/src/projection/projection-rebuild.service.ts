import { Injectable } from '@nestjs/common';
import {
  ActivityPlanApproved,
  ActivityRestated,
  ActivitySubmission,
  ActivityWindow,
  CdcRegistered,
  CommitmentStated,
  Dm01Restated,
  EquipmentSubmission,
  EquipmentWindow,
  MachineRegistered,
  MilestoneRecorded,
  OpeningPlanApproved,
  OrganisationChanged,
  RegistrySubmission,
  SpendForecastStated,
  SpendPlanApproved,
  SpendPosted,
  SpendSubmission,
  SpendWindow,
  TestsOffered,
  schemaOf,
  type EventDefinition,
  type ServiceName,
} from '@cdc/contracts';
import { UnitOfWork, type EventBatch, type RawEvent } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { ActivityConsumer } from './activity.consumer.js';
import { EquipmentConsumer } from './equipment.consumer.js';
import { PROJECTED_TABLES } from './projection-tables.js';
import { RegistryConsumer } from './registry.consumer.js';
import { SpendConsumer } from './spend.consumer.js';
import { SubmissionConsumer } from './submission.consumer.js';
import { WindowConsumer } from './window.consumer.js';

const CONSUMER: ServiceName = 'reporting';
/** Events applied in one statement; bounds memory, because one event may state a centre's whole year. */
const PAGE_EVENTS = 250;

interface Replay {
  readonly type: string;
  readonly service: ServiceName;
  apply(batch: EventBatch<unknown>): Promise<void>;
}

/** Makes the projections anew from the log of record. */
@Injectable()
export class ProjectionRebuild {
  readonly replays: readonly Replay[];

  constructor(
    private readonly unitOfWork: UnitOfWork,
    registry: RegistryConsumer,
    activity: ActivityConsumer,
    submissions: SubmissionConsumer,
    equipment: EquipmentConsumer,
    spend: SpendConsumer,
    windows: WindowConsumer,
  ) {
    this.replays = [
      replay(CdcRegistered, (batch) => registry.onCdcRegistered(batch)),
      replay(OrganisationChanged, (batch) => registry.onOrganisationChanged(batch)),
      replay(TestsOffered, (batch) => registry.onTestsOffered(batch)),
      replay(ActivityPlanApproved, (batch) => registry.onActivityPlanApproved(batch)),
      replay(SpendPlanApproved, (batch) => registry.onSpendPlanApproved(batch)),
      replay(OpeningPlanApproved, (batch) => registry.onOpeningPlanApproved(batch)),
      replay(ActivityRestated, (batch) => activity.onActivityRestated(batch)),
      replay(Dm01Restated, (batch) => activity.onDm01Restated(batch)),
      replay(RegistrySubmission.received, (batch) => submissions.onRegistryReceived(batch)),
      replay(RegistrySubmission.accepted, (batch) => submissions.onRegistryAccepted(batch)),
      replay(RegistrySubmission.rejected, (batch) => submissions.onRegistryRejected(batch)),
      replay(RegistrySubmission.quarantined, (batch) => submissions.onRegistryQuarantined(batch)),
      replay(RegistrySubmission.awaiting, (batch) => submissions.onRegistryAwaiting(batch)),
      replay(RegistrySubmission.confirmed, (batch) => submissions.onRegistryConfirmed(batch)),
      replay(RegistrySubmission.superseded, (batch) => submissions.onRegistrySuperseded(batch)),
      replay(ActivitySubmission.received, (batch) => submissions.onActivityReceived(batch)),
      replay(ActivitySubmission.accepted, (batch) => submissions.onActivityAccepted(batch)),
      replay(ActivitySubmission.rejected, (batch) => submissions.onActivityRejected(batch)),
      replay(ActivitySubmission.quarantined, (batch) => submissions.onActivityQuarantined(batch)),
      replay(ActivitySubmission.awaiting, (batch) => submissions.onActivityAwaiting(batch)),
      replay(ActivitySubmission.confirmed, (batch) => submissions.onActivityConfirmed(batch)),
      replay(ActivitySubmission.superseded, (batch) => submissions.onActivitySuperseded(batch)),
      replay(MachineRegistered, (batch) => equipment.onMachineRegistered(batch)),
      replay(MilestoneRecorded, (batch) => equipment.onMilestoneRecorded(batch)),
      replay(EquipmentSubmission.received, (batch) => submissions.onEquipmentReceived(batch)),
      replay(EquipmentSubmission.accepted, (batch) => submissions.onEquipmentAccepted(batch)),
      replay(EquipmentSubmission.rejected, (batch) => submissions.onEquipmentRejected(batch)),
      replay(EquipmentSubmission.quarantined, (batch) => submissions.onEquipmentQuarantined(batch)),
      replay(EquipmentSubmission.awaiting, (batch) => submissions.onEquipmentAwaiting(batch)),
      replay(EquipmentSubmission.confirmed, (batch) => submissions.onEquipmentConfirmed(batch)),
      replay(EquipmentSubmission.superseded, (batch) => submissions.onEquipmentSuperseded(batch)),
      replay(SpendPosted, (batch) => spend.onSpendPosted(batch)),
      replay(CommitmentStated, (batch) => spend.onCommitmentStated(batch)),
      replay(SpendForecastStated, (batch) => spend.onSpendForecastStated(batch)),
      replay(SpendSubmission.received, (batch) => submissions.onSpendReceived(batch)),
      replay(SpendSubmission.accepted, (batch) => submissions.onSpendAccepted(batch)),
      replay(SpendSubmission.rejected, (batch) => submissions.onSpendRejected(batch)),
      replay(SpendSubmission.quarantined, (batch) => submissions.onSpendQuarantined(batch)),
      replay(ActivityWindow.returned, (batch) => windows.onActivityReturned(batch)),
      replay(EquipmentWindow.returned, (batch) => windows.onEquipmentReturned(batch)),
      replay(SpendWindow.returned, (batch) => windows.onSpendReturned(batch)),
      replay(ActivityWindow.reopened, (batch) => windows.onActivityReopened(batch)),
      replay(SpendWindow.reopened, (batch) => windows.onSpendReopened(batch)),
      replay(SpendSubmission.awaiting, (batch) => submissions.onSpendAwaiting(batch)),
      replay(SpendSubmission.confirmed, (batch) => submissions.onSpendConfirmed(batch)),
      replay(SpendSubmission.superseded, (batch) => submissions.onSpendSuperseded(batch)),
    ];
  }

  /**
   * Replays every source from the start in one transaction: readers see the old rows until the new ones are whole.
   * Parked events stay parked, or one that can never be applied would make every rebuild fail.
   * @returns how many events were applied
   */
  async rebuild(actor: string): Promise<number> {
    return this.unitOfWork.run(actor, 'all', async (tx) => {
      // Deliveries write inbox rows before anything else, so they wait here and then find their events seen. Writing the same keys side by
      // side, in another order, the two would deadlock.
      await tx.manager.query('lock table inbox in share row exclusive mode');
      for (const { name } of PROJECTED_TABLES) await tx.manager.query(`delete from ${name}`);
      let events = 0;
      for (const source of new Set(this.replays.map(({ service }) => service)))
        events += await this.replaySource(tx.manager, source);
      await tx.emit({ action: 'projections-rebuilt', subject: CONSUMER, details: { events } }, []);
      return events;
    });
  }

  private async replaySource(manager: EntityManager, source: ServiceName): Promise<number> {
    let position = '0';
    let applied = 0;
    for (;;) {
      const events = await this.page(manager, source, position);
      const last = events.at(-1);
      if (!last) return applied;
      for (const { type, apply } of this.replays) {
        const own = events.filter((event) => event.type === type);
        await apply({ manager, events: own.map((one) => ({ ...one, source, data: JSON.parse(one.data) })) });
      }
      await manager.query(
        'insert into inbox (consumer, event_id) select $1, unnest($2::uuid[]) on conflict do nothing',
        [CONSUMER, events.map(({ id }) => id)],
      );
      await manager.query(
        `insert into consumer_offset (consumer, source, position) values ($1, $2, $3)
         on conflict (consumer, source) do update set position = greatest(consumer_offset.position, excluded.position)`,
        [CONSUMER, source, last.position],
      );
      position = last.position;
      applied += events.length;
    }
  }

  private async page(manager: EntityManager, source: ServiceName, after: string): Promise<readonly RawEvent[]> {
    return manager.query(
      `select event_id as id, type, subject, position, instant, traceparent, data::text as data from ${schemaOf(source)}.outbox
       where position > $1 and type = any($2)
         and event_id not in (select event_id from dead_letter where consumer = $3 and replayed_at is null)
       order by position limit ${PAGE_EVENTS}`,
      [after, this.replays.map(({ type }) => type), CONSUMER],
    );
  }
}

function replay<Data>(definition: EventDefinition<Data>, handle: (batch: EventBatch<Data>) => Promise<void>): Replay {
  const { type, service, data: schema } = definition;
  return {
    type,
    service,
    apply: ({ manager, events }) => handle({ manager, events: events.map((one) => ({ ...one, data: schema.parse(one.data) })) }),
  };
}
