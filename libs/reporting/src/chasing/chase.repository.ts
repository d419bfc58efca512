import { REGIONS } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { type OwedFeed } from '../expected/owed-returns.model.js';
import { type DueRung, type Rung } from './chase-ladder.model.js';
import { type ChaseNotice } from './chase-notice.model.js';

export const CHASE_OUTCOMES = ['chased', 'nothing-missing', 'overtaken', 'no-recipients'] as const;
/** `overtaken`: a later reminder of the same return was due too when it was decided. */
export type ChaseOutcome = (typeof CHASE_OUTCOMES)[number];

/** A feed whose missing returns are chased. */
export interface ChaseLadder {
  readonly feed: OwedFeed;
  readonly startsAt: Date;
  /** The newest reminder that was found due; null while there is none. */
  readonly newestDue: Date | null;
}

/** A reminder that waits for its decision. Its id is a whole number as text. */
export interface WaitingChase {
  readonly chaseId: string;
  readonly feed: OwedFeed;
  readonly regionCode: string;
  readonly period: string;
  readonly rung: Rung;
  readonly dueAt: Date;
}

export interface ChaseDecision {
  readonly chaseId: string;
  readonly outcome: ChaseOutcome;
  readonly notice: ChaseNotice | null;
}

/** Gives ladders that never ran their beginning, so that a new platform chases nobody for the past. */
export async function startLadders(manager: EntityManager, now: Date): Promise<void> {
  await manager.query('update chase_ladder set starts_at = $1 where starts_at is null', [now]);
}

export async function runningLadders(manager: EntityManager): Promise<readonly ChaseLadder[]> {
  return manager.query(
    `select feed, starts_at as "startsAt", (select max(c.due_at) from chase c where c.feed = l.feed) as "newestDue"
     from chase_ladder l where enabled and starts_at is not null order by feed`,
  );
}

/** Puts reminders on record, one for each region. Those that are there already stay as they are. */
export async function addChases(manager: EntityManager, feed: OwedFeed, due: readonly DueRung[]): Promise<void> {
  await manager.query(
    `insert into chase (feed, region_code, period, rung, due_at)
     select $1, r.code, d.period, d.rung, d.due_at
     from unnest($2::text[], $3::text[], $4::timestamptz[]) as d (period, rung, due_at) cross join unnest($5::text[]) as r (code)
     on conflict on constraint chase_once do nothing`,
    [feed, due.map(({ period }) => period), due.map(({ rung }) => rung), due.map(({ dueAt }) => dueAt.toISOString()), REGIONS.map(({ code }) => code)],
  );
}

const WAITING = `select chase_id as "chaseId", feed, region_code as "regionCode", period, rung, due_at as "dueAt" from chase where decided_at is null`;

export async function waitingChases(manager: EntityManager): Promise<readonly WaitingChase[]> {
  return manager.query(`${WAITING} order by due_at, chase_id`);
}

/** Takes the reminders of a return that still wait, until the transaction ends. Those that another scheduler holds are left out. */
export async function takeChases(manager: EntityManager, feed: OwedFeed, period: string): Promise<readonly WaitingChase[]> {
  return manager.query(`${WAITING} and feed = $1 and period = $2 order by due_at, chase_id for update skip locked`, [feed, period]);
}

/** The regions for which somebody is to be reminded. */
export async function regionsWithRecipients(manager: EntityManager): Promise<ReadonlySet<string>> {
  const rows: { code: string }[] = await manager.query(`select distinct scope_code as code from report_recipient where kind = 'chasing' and scope_level = 'region'`);
  return new Set(rows.map(({ code }) => code));
}

/** Passes over reminders that would reach nobody; those that are decided already stay as they are. */
export async function passOver(manager: EntityManager, chaseIds: readonly string[], decidedAt: Date): Promise<void> {
  await manager.query("update chase set decided_at = $1, outcome = 'no-recipients' where chase_id = any($2::bigint[]) and decided_at is null", [decidedAt, chaseIds]);
}

/** Writes the decisions, and queues a mail for everybody of the regions that are chased. @returns the ids of the deliveries */
export async function decideChases(manager: EntityManager, decisions: readonly ChaseDecision[], decidedAt: Date): Promise<readonly string[]> {
  await manager.query(
    `update chase c set decided_at = $1, outcome = d.outcome, notice = d.notice
     from json_to_recordset($2::json) as d ("chaseId" bigint, outcome text, notice json) where c.chase_id = d."chaseId"`,
    [decidedAt, JSON.stringify(decisions)],
  );
  const chased = decisions.filter(({ outcome }) => outcome === 'chased').map(({ chaseId }) => chaseId);
  if (chased.length === 0) return [];
  const deliveries: { deliveryId: string }[] = await manager.query(
    `insert into report_delivery (chase_id, email, name)
     select c.chase_id, r.email, r.name
     from chase c join report_recipient r on r.kind = 'chasing' and r.scope_level = 'region' and r.scope_code = c.region_code
     where c.chase_id = any($1::bigint[]) returning delivery_id as "deliveryId"`,
    [chased],
  );
  return deliveries.map(({ deliveryId }) => deliveryId);
}
