import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Versions of everything that figures are made of, and the editions made from them. */
export class ReportingTables1780500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROJECTIONS);
    await runner.query(EDITIONS);
    // A version or an edition never changes. A rebuild deletes versions, and nothing deletes an edition.
    await runner.query(`do $$
      declare app text := replace(current_user, '_owner', '_app');
      begin
        execute format('revoke update on centre_version, organisation_version, offer_version, plan_version, activity_version, dm01_version from %I', app);
        execute format('revoke update, delete on edition from %I', app);
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table edition, edition_series, submission_state, dm01_version, activity_version, plan_version,
      offer_version, organisation_version, centre_version`);
  }
}

// Keys begin with what a report asks for, so that a period's rows lie together however long the history grows.
const PROJECTIONS = `
  create table centre_version (
    cdc_code text not null,
    position bigint not null,
    name text not null,
    icb_code text not null,
    region_code text not null,
    host_trust text,
    status text not null,
    opened text,
    closed text,
    primary key (cdc_code, position)
  );
  create table organisation_version (
    code text not null,
    position bigint not null,
    kind text not null,
    name text not null,
    region_code text,
    icb_code text,
    primary key (code, position)
  );
  create table offer_version (
    cdc_code text not null,
    position bigint not null,
    offers jsonb not null,
    primary key (cdc_code, position)
  );
  create table plan_version (
    month text not null,
    cdc_code text not null,
    position bigint not null,
    tests text[] not null,
    planned int[] not null,
    primary key (month, cdc_code, position)
  );
  create table activity_version (
    kind text not null,
    period text not null,
    grain text not null,
    cdc_code text not null,
    position bigint not null,
    tests text[] not null,
    delivered int[] not null,
    did_not_attend int[] not null,
    cancelled int[] not null,
    days int[] not null,
    primary key (kind, period, grain, cdc_code, position)
  );
  create table dm01_version (
    month text not null,
    provider_code text not null,
    position bigint not null,
    provider_name text not null,
    region_code text,
    tests text[] not null,
    waiting_list int[] not null,
    over_6_weeks int[] not null,
    over_13_weeks int[] not null,
    waiting_list_activity int[] not null,
    planned_activity int[] not null,
    unscheduled_activity int[] not null,
    primary key (month, provider_code, position)
  );
  create table submission_state (
    submission_id text primary key,
    position bigint not null,
    feed text not null,
    region text,
    status text not null,
    submitted_at timestamptz not null,
    state json not null
  );
  create index submission_state_newest on submission_state (submitted_at desc, submission_id desc);
`;

const EDITIONS = `
  create table edition_series (
    kind text not null,
    scope_level text not null,
    scope_code text not null,
    period text not null,
    editions int not null,
    primary key (kind, scope_level, scope_code, period)
  );
  create table edition (
    edition_id text primary key,
    sequence bigserial not null constraint edition_sequence unique,
    kind text not null,
    scope_level text not null,
    scope_code text not null,
    scope_name text not null,
    region_code text,
    period text not null,
    number int not null,
    as_at json not null,
    content_hash text not null,
    completeness json not null,
    built_at timestamptz not null,
    content json not null,
    constraint edition_number unique (kind, scope_level, scope_code, period, number)
  );
`;
