import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Versions of what figures of spend, installations and openings are made of. */
export class SpendAndInstallations1780600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(CENTRES);
    await runner.query(EQUIPMENT);
    await runner.query(SPEND);
    await runner.query(`do $$
      declare app text := replace(current_user, '_owner', '_app');
      begin
        execute format('revoke update on opening_plan_version, machine_version, milestone_version, spend_plan_version, posted_version, commitment_version,
          spend_forecast_version from %I', app);
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table spend_forecast_version, commitment_version, posted_version, spend_plan_version, milestone_version, machine_version,
      opening_plan_version`);
    await runner.query('alter table centre_version drop column temporary');
  }
}

// Centres that were applied before this column came are not temporary until the projections are rebuilt.
const CENTRES = `
  alter table centre_version add column temporary boolean not null default false;
  create table opening_plan_version (
    cdc_code text not null,
    position bigint not null,
    planned_opening text not null,
    wave text,
    permanent_planned text,
    primary key (cdc_code, position)
  );
`;

const EQUIPMENT = `
  create table machine_version (
    machine_id text not null,
    position bigint not null,
    org_code text not null,
    modality text not null,
    primary key (machine_id, position)
  );
  create table milestone_version (
    machine_id text not null,
    position bigint not null,
    stated_on text not null,
    milestones text[] not null,
    baselines text[] not null,
    forecasts text[] not null,
    actuals text[] not null,
    reasons text[] not null,
    forecast_moves int[] not null,
    primary key (machine_id, position)
  );
`;

const SPEND = `
  create table spend_plan_version (
    month text not null,
    org_code text not null,
    position bigint not null,
    kinds text[] not null,
    lines text[] not null,
    planned_pence bigint[] not null,
    primary key (month, org_code, position)
  );
  create table posted_version (
    period text not null,
    entity text not null,
    position bigint not null,
    entity_name text not null,
    cdc_codes text[] not null,
    kinds text[] not null,
    lines text[] not null,
    weeks text[] not null,
    amounts_pence bigint[] not null,
    line_counts int[] not null,
    primary key (period, entity, position)
  );
  create table commitment_version (
    po_reference text not null,
    position bigint not null,
    org_code text not null,
    kind text not null,
    line text not null,
    ordered_pence bigint not null,
    receipted_pence bigint not null,
    invoiced_pence bigint not null,
    primary key (po_reference, position)
  );
  create table spend_forecast_version (
    month text not null,
    org_code text not null,
    position bigint not null,
    kinds text[] not null,
    lines text[] not null,
    forecast_pence bigint[] not null,
    primary key (month, org_code, position)
  );
`;
