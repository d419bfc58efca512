import { ENGLAND, REGIONS } from '@cdc/contracts';
import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** When reports are built, what became of each of those times, and who is sent the editions. */
export class SchedulesAndDeliveries1780600100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEDULES);
    await runner.query(DELIVERIES);
    const scopes = [
      { level: 'england', code: ENGLAND.code },
      ...REGIONS.map(({ code }) => ({ level: 'region', code })),
    ];
    await runner.query(
      `insert into report_schedule (kind, every, day, at_time, scopes)
       values ('weekly', 'week', 4, '07:00', $1), ('spend-weekly', 'week', 4, '07:00', $1), ('monthly', 'month', 10, '07:00', $1)`,
      [JSON.stringify(scopes)],
    );
    // A time that was due stays on record, and so does what was sent.
    await runner.query(`do $$
      declare app text := replace(current_user, '_owner', '_app');
      begin
        execute format('revoke insert, delete on report_schedule from %I', app);
        execute format('revoke delete on report_slot, report_delivery from %I', app);
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table report_delivery, report_recipient, report_slot, report_schedule');
  }
}

const SCHEDULES = `
  create table report_schedule (
    kind text primary key,
    every text not null constraint report_schedule_every check (every in ('week', 'month')),
    -- Of a week 0 = Monday to 6, of a month the number of a working day.
    day smallint not null,
    at_time text not null constraint report_schedule_time check (at_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
    scopes jsonb not null,
    enabled boolean not null default true,
    starts_at timestamptz,
    constraint report_schedule_day check (case every when 'week' then day between 0 and 6 else day between 1 and 20 end)
  );
  create table report_slot (
    slot_id bigint generated always as identity primary key,
    kind text not null,
    scope_level text not null,
    scope_code text not null,
    period text not null,
    due_at timestamptz not null,
    decided_at timestamptz,
    edition_id text constraint report_slot_edition references edition,
    constraint report_slot_due unique (kind, scope_level, scope_code, due_at),
    constraint report_slot_decided check ((decided_at is null) = (edition_id is null))
  );
  create index report_slot_waiting on report_slot (kind, due_at) where edition_id is null;
  create index report_slot_newest on report_slot (due_at desc, slot_id desc);
`;

const DELIVERIES = `
  create table report_recipient (
    kind text not null,
    scope_level text not null,
    scope_code text not null,
    email text not null,
    name text
  );
  create unique index report_recipient_once on report_recipient (kind, scope_level, scope_code, lower(email));
  create table report_delivery (
    delivery_id uuid primary key default gen_random_uuid(),
    slot_id bigint not null constraint report_delivery_slot references report_slot,
    email text not null,
    name text,
    status text not null default 'queued' constraint report_delivery_status check (status in ('queued', 'sending', 'sent', 'failed')),
    attempts int not null default 0,
    retry_at timestamptz not null default now(),
    sent_at timestamptz,
    response text,
    message_id text
  );
  create unique index report_delivery_once on report_delivery (slot_id, lower(email));
  create index report_delivery_waiting on report_delivery (retry_at) where status in ('queued', 'sending');
`;
