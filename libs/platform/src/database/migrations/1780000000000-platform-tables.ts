import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The tables that every service has: its part of the event log, its audit chain, and what its consumer has seen. */
export class PlatformTables1780000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table outbox (
        position bigint generated always as identity primary key,
        event_id uuid not null unique default gen_random_uuid(),
        type text not null,
        subject text not null,
        instant timestamptz not null,
        traceparent text,
        bytes int not null,
        data json not null
      );
      create index outbox_instant on outbox (instant);
      create table audit (
        sequence bigint generated always as identity primary key,
        instant timestamptz not null,
        actor text not null,
        action text not null,
        subject text not null,
        details json not null,
        last_position bigint,
        previous_hash bytea not null,
        hash bytea not null
      );
      create table inbox (
        consumer text not null,
        event_id uuid not null,
        primary key (consumer, event_id)
      );
      create table consumer_offset (
        consumer text not null,
        source text not null,
        position bigint not null,
        primary key (consumer, source)
      );
      create table event_attempt (
        consumer text not null,
        event_id uuid not null,
        attempts int not null,
        primary key (consumer, event_id)
      );
      create table dead_letter (
        dead_letter_id bigint generated always as identity primary key,
        consumer text not null,
        source text not null,
        position bigint not null,
        event_id uuid not null,
        type text not null,
        subject text not null,
        error text not null,
        attempts int not null,
        failed_at timestamptz not null,
        replayed_at timestamptz,
        unique (consumer, event_id)
      );
      grant select on outbox to cdc_event_reader;
    `);
    await runner.query(AUDIT_HASH);
    await runner.query(EMIT);
    // The log and the audit chain are append-only for the app role too.
    await runner.query(`do $$ begin execute format('revoke update, delete on outbox, audit from %I', replace(current_user, '_owner', '_app')); end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function emit; drop function audit_hash; drop table dead_letter, event_attempt, consumer_offset, inbox, audit, outbox');
  }
}

/** What chains an audit entry to the one before it. The time is written out in UTC, or the hash would depend on the writer's time zone. */
const AUDIT_HASH = `
  create function audit_hash(previous bytea, instant timestamptz, actor text, action text, subject text, details text, last_position bigint)
  returns bytea language sql stable return sha256(previous || convert_to(
    json_build_array(to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor, action, subject, details, last_position)::text, 'UTF8'));
`;

/**
 * The last step of every unit of work. Takes the log's lock, so that positions appear in commit order and a reader needs one number;
 * reads the instant under it, never less than the one before; writes the audit row, chained by hash, and the events together.
 * The notification is a hint to wake up and carries nothing.
 */
const EMIT = `
  create function emit(
    lock_class int, service_number int, clock_now timestamptz, actor text, action text, subject text, details text,
    types text[], subjects text[], payloads text, trace text,
    out first_position bigint, out last_position bigint, out emitted_at timestamptz
  ) language plpgsql as $$
  declare
    previous bytea;
  begin
    perform pg_advisory_xact_lock(lock_class, service_number);
    select greatest(clock_now, o.instant) into emitted_at from outbox o order by o.position desc limit 1;
    emitted_at := coalesce(emitted_at, clock_now);
    with added as (
      insert into outbox (type, subject, instant, traceparent, bytes, data)
      select e.type, e.subject, emitted_at, trace, octet_length(e.payload), e.payload::json
      from unnest(types, subjects, string_to_array(payloads, E'\\x1e')) with ordinality as e (type, subject, payload, place)
      order by e.place
      returning position
    )
    select min(a.position), max(a.position) into first_position, last_position from added a;
    select a.hash into previous from audit a order by a.sequence desc limit 1;
    previous := coalesce(previous, '\\x'::bytea);
    insert into audit (instant, actor, action, subject, details, last_position, previous_hash, hash)
    values (emitted_at, actor, action, subject, details::json, last_position, previous,
      audit_hash(previous, emitted_at, actor, action, subject, details, last_position));
    perform pg_notify('cdc_event_log', '');
  end $$;
`;
