import { Controller } from '@nestjs/common';
import { ActivityWindow, EquipmentWindow, SpendWindow, type PeriodReopened, type PeriodsReturned } from '@cdc/contracts';
import { OnEvents, type EventBatch } from '@cdc/platform';

/** Keeps when each period was first returned, as its owner published it last, and which were opened again. */
@Controller()
export class WindowConsumer {
  @OnEvents('reporting', ActivityWindow.returned)
  onActivityReturned(batch: EventBatch<PeriodsReturned>): Promise<void> {
    return keepReturns(batch);
  }

  @OnEvents('reporting', EquipmentWindow.returned)
  onEquipmentReturned(batch: EventBatch<PeriodsReturned>): Promise<void> {
    return keepReturns(batch);
  }

  @OnEvents('reporting', SpendWindow.returned)
  onSpendReturned(batch: EventBatch<PeriodsReturned>): Promise<void> {
    return keepReturns(batch);
  }

  @OnEvents('reporting', ActivityWindow.reopened)
  onActivityReopened(batch: EventBatch<PeriodReopened>): Promise<void> {
    return keepReopenings(batch);
  }

  @OnEvents('reporting', SpendWindow.reopened)
  onSpendReopened(batch: EventBatch<PeriodReopened>): Promise<void> {
    return keepReopenings(batch);
  }
}

/** A reopening never changes. Installations have none: they are never locked. */
async function keepReopenings({ events, manager }: EventBatch<PeriodReopened>): Promise<void> {
  await manager.query(
    `insert into period_reopening (reopening_id, position, feed, region_code, period, reason, reopened_by, reopened_at, expires_at)
     select * from json_to_recordset($1::json) as r ("reopeningId" text, position bigint, feed text, "regionCode" text, period text, reason text, "reopenedBy" text, "reopenedAt" timestamptz, "expiresAt" timestamptz)
     on conflict (reopening_id) do nothing`,
    [JSON.stringify(events.map(({ position, data }) => ({ ...data, position })))],
  );
}

/** An upsert may touch a row once, so of each period only the batch's newest return is written; a late event loses to its position. */
async function keepReturns({ events, manager }: EventBatch<PeriodsReturned>): Promise<void> {
  const newest = new Map<string, { readonly position: string; readonly [column: string]: string | number }>();
  for (const { position, data } of events) {
    const { feed, submissionId: submission_id, receivedAt: received_at } = data;
    for (const { unit, period, timeliness, daysLate: days_late } of data.periods) {
      const key = `${feed} ${unit} ${period}`;
      const known = newest.get(key);
      if (known && BigInt(known.position) > BigInt(position)) continue;
      newest.set(key, { feed, unit, period, position, submission_id, received_at, timeliness, days_late });
    }
  }
  await manager.query(
    `insert into period_return (feed, unit, period, position, submission_id, received_at, timeliness, days_late)
     select feed, unit, period, position, submission_id, received_at, timeliness, days_late
     from json_to_recordset($1::json) as r (feed text, unit text, period text, position bigint, submission_id text, received_at timestamptz, timeliness text, days_late int)
     on conflict (feed, unit, period) do update set
       position = excluded.position, submission_id = excluded.submission_id, received_at = excluded.received_at,
       timeliness = excluded.timeliness, days_late = excluded.days_late
     where excluded.position > period_return.position`,
    [JSON.stringify([...newest.values()])],
  );
}
