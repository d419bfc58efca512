import { Controller } from '@nestjs/common';
import { ActivitySubmission, EquipmentSubmission, RegistrySubmission, SpendSubmission, type SubmissionState } from '@cdc/contracts';
import { OnEvents, type EventBatch } from '@cdc/platform';

/** Keeps the present state of every submission of every service, for the one list. */
@Controller()
export class SubmissionConsumer {
  @OnEvents('reporting', RegistrySubmission.received)
  onRegistryReceived(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', RegistrySubmission.accepted)
  onRegistryAccepted(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', RegistrySubmission.rejected)
  onRegistryRejected(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', RegistrySubmission.quarantined)
  onRegistryQuarantined(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', RegistrySubmission.awaiting)
  onRegistryAwaiting(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', RegistrySubmission.confirmed)
  onRegistryConfirmed(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', RegistrySubmission.superseded)
  onRegistrySuperseded(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', ActivitySubmission.received)
  onActivityReceived(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', ActivitySubmission.accepted)
  onActivityAccepted(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', ActivitySubmission.rejected)
  onActivityRejected(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', ActivitySubmission.quarantined)
  onActivityQuarantined(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', ActivitySubmission.awaiting)
  onActivityAwaiting(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', ActivitySubmission.confirmed)
  onActivityConfirmed(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', ActivitySubmission.superseded)
  onActivitySuperseded(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', EquipmentSubmission.received)
  onEquipmentReceived(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', EquipmentSubmission.accepted)
  onEquipmentAccepted(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', EquipmentSubmission.rejected)
  onEquipmentRejected(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', EquipmentSubmission.quarantined)
  onEquipmentQuarantined(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', EquipmentSubmission.awaiting)
  onEquipmentAwaiting(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', EquipmentSubmission.confirmed)
  onEquipmentConfirmed(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', EquipmentSubmission.superseded)
  onEquipmentSuperseded(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', SpendSubmission.received)
  onSpendReceived(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', SpendSubmission.accepted)
  onSpendAccepted(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', SpendSubmission.rejected)
  onSpendRejected(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', SpendSubmission.quarantined)
  onSpendQuarantined(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', SpendSubmission.awaiting)
  onSpendAwaiting(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', SpendSubmission.confirmed)
  onSpendConfirmed(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }

  @OnEvents('reporting', SpendSubmission.superseded)
  onSpendSuperseded(batch: EventBatch<SubmissionState>): Promise<void> {
    return keepNewest(batch);
  }
}

/** An upsert may touch a row once, so of each submission only the batch's newest state is written; a late event loses to its position. */
async function keepNewest({ events, manager }: EventBatch<SubmissionState>): Promise<void> {
  const newest = new Map<string, { position: string; state: SubmissionState }>();
  for (const { position, data } of events) {
    const known = newest.get(data.submissionId);
    if (!known || BigInt(position) > BigInt(known.position)) newest.set(data.submissionId, { position, state: data });
  }
  await manager.query(
    `insert into submission_state (submission_id, position, feed, region, status, submitted_at, state)
     select state->>'submissionId', position, state->>'feed', state->>'region', state->>'status', (state->>'submittedAt')::timestamptz, state
     from json_to_recordset($1::json) as r (position bigint, state json)
     on conflict (submission_id) do update set
       position = excluded.position, feed = excluded.feed, region = excluded.region, status = excluded.status,
       submitted_at = excluded.submitted_at, state = excluded.state
     where excluded.position > submission_state.position`,
    [JSON.stringify([...newest.values()])],
  );
}
