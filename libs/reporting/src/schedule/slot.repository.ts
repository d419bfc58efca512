import { type EditionKind, type Level } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { type DueSlot, type ReportSchedule, type ReportScope, type ScheduleRule } from './report-schedule.model.js';

/** A slot that has no edition yet. Its id is a whole number as text. */
export interface WaitingSlot {
  readonly slotId: string;
  readonly kind: EditionKind;
  readonly period: string;
  readonly scope: ReportScope;
}

/** Gives schedules that never ran their beginning, so that a new platform owes no report of the past. */
export async function startSchedules(manager: EntityManager, now: Date): Promise<void> {
  await manager.query('update report_schedule set starts_at = $1 where starts_at is null', [now]);
}

export async function runningSchedules(manager: EntityManager): Promise<readonly ReportSchedule[]> {
  const rows: (ScheduleRule & Omit<ReportSchedule, 'rule'>)[] = await manager.query(
    `select kind, every, day, at_time as time, scopes, starts_at as "startsAt",
       (select max(s.due_at) from report_slot s where s.kind = r.kind) as "newestDue"
     from report_schedule r where enabled and starts_at is not null order by kind`,
  );
  return rows.map(({ every, day, time, ...rest }) => ({ ...rest, rule: { every, day, time } }));
}

/** Puts slots on record. Those that are there already stay as they are. */
export async function addSlots(manager: EntityManager, slots: readonly DueSlot[]): Promise<void> {
  await manager.query(
    `insert into report_slot (kind, scope_level, scope_code, period, due_at)
     select s.kind, s.level, s.code, s.period, s.due_at
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) as s (kind, level, code, period, due_at)
     on conflict on constraint report_slot_due do nothing`,
    [
      slots.map(({ kind }) => kind),
      slots.map(({ scope }) => scope.level),
      slots.map(({ scope }) => scope.code),
      slots.map(({ period }) => period),
      slots.map(({ dueAt }) => dueAt.toISOString()),
    ],
  );
}

/** The slots of these kinds that have no edition yet, those that were due first before the others. */
export async function waitingSlots(
  manager: EntityManager,
  kinds: readonly EditionKind[],
): Promise<readonly WaitingSlot[]> {
  const rows: { slotId: string; kind: EditionKind; period: string; level: Level; code: string }[] = await manager.query(
    `select slot_id as "slotId", kind, period, scope_level as level, scope_code as code from report_slot
     where edition_id is null and kind = any($1) order by due_at, kind, scope_level, scope_code`,
    [kinds],
  );
  return rows.map(({ level, code, ...slot }) => ({ ...slot, scope: { level, code } }));
}

/**
 * Gives slots their editions, and queues the editions for everybody who is to get them. Slots that another transaction holds or has decided
 * are left out.
 * @returns the slots that were decided, and the ids of the deliveries
 */
export async function decideSlots(
  manager: EntityManager,
  decisions: readonly { readonly slotId: string; readonly editionId: string }[],
  decidedAt: Date,
): Promise<{ readonly slotIds: readonly string[]; readonly deliveryIds: readonly string[] }> {
  const decided: { slotId: string }[] = await manager.query(
    `with taken as (
       select slot_id from report_slot where slot_id = any($1::bigint[]) and edition_id is null order by slot_id for update skip locked
     ), decided as (
       update report_slot s set edition_id = d.edition_id, decided_at = $3
       from taken join unnest($1::bigint[], $2::text[]) as d (slot_id, edition_id) using (slot_id)
       where s.slot_id = taken.slot_id returning s.slot_id
     ) select slot_id as "slotId" from decided`,
    [decisions.map(({ slotId }) => slotId), decisions.map(({ editionId }) => editionId), decidedAt],
  );
  const slotIds = decided.map(({ slotId }) => slotId);
  const deliveries: { deliveryId: string }[] = await manager.query(
    `insert into report_delivery (slot_id, email, name)
     select s.slot_id, r.email, r.name
     from report_slot s join report_recipient r using (kind, scope_level, scope_code)
     where s.slot_id = any($1::bigint[]) returning delivery_id as "deliveryId"`,
    [slotIds],
  );
  return { slotIds, deliveryIds: deliveries.map(({ deliveryId }) => deliveryId) };
}
