import { type MigrationInterface, type QueryRunner } from 'typeorm';

const FIRST_YEAR = 2019;
const LAST_YEAR = 2039;

/**
 * Facts are append-only and partitioned by financial year. Row-level security sits on the parent, where the app role may only read;
 * COPY is not allowed into a table with row-level security, so the app role inserts into the partitions and may not read them.
 */
export class ActivityTables1780200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table centre (
        cdc_code text primary key,
        cdc_number int not null unique,
        name text not null,
        region_code text not null,
        opened date,
        closed date,
        position bigint not null
      );
      create table activity_fact (
        submission_number int not null,
        row_number int not null,
        region_number smallint not null,
        cdc_number int not null,
        test_number smallint not null,
        grain smallint not null,
        period date not null,
        delivered int not null,
        did_not_attend int,
        cancelled int,
        planned int
      ) partition by range (period);
      create index activity_fact_place on activity_fact using brin (submission_number, period, cdc_number) with (pages_per_range = 32, autosummarize = on);
      alter table activity_fact enable row level security;
      create policy activity_fact_region on activity_fact for select using (
        current_setting('cdc.regions', true) = 'all'
        or 'Y' || region_number = any (string_to_array(current_setting('cdc.regions', true), ','))
      );
      create table activity_comment (
        submission_number int not null,
        row_number int not null,
        comment text not null,
        primary key (submission_number, row_number)
      );
      create table activity_coverage (
        cdc_number int not null,
        grain smallint not null,
        month date not null,
        primary key (cdc_number, grain, month)
      );
      create table dm01_fact (
        submission_number int not null,
        row_number int not null,
        month date not null,
        provider_code text not null,
        test_number smallint not null,
        waiting_list int not null,
        over_6_weeks int not null,
        over_13_weeks int not null,
        waiting_list_activity int not null,
        planned_activity int not null,
        unscheduled_activity int not null,
        primary key (submission_number, provider_code, test_number)
      );
      create index dm01_fact_month on dm01_fact (month);
      create table dm01_provider (
        provider_code text primary key,
        name text not null,
        region_code text,
        submission_number int not null
      );
    `);
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      await runner.query(`create table activity_fact_${year} partition of activity_fact for values from ('${year}-04-01') to ('${year + 1}-04-01')`);
    }
    await runner.query(`do $$
      declare
        app text := replace(current_user, '_owner', '_app');
        part text;
      begin
        execute format('revoke insert, update, delete on activity_fact from %I', app);
        execute format('revoke update, delete on dm01_fact, activity_comment from %I', app);
        for part in select inhrelid::regclass::text from pg_inherits where inhparent = 'activity_fact'::regclass loop
          execute format('revoke select, update, delete on %s from %I', part, app);
        end loop;
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dm01_provider, dm01_fact, activity_coverage, activity_comment, activity_fact, centre');
  }
}
