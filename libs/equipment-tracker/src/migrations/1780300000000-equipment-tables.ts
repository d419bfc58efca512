import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Present state of machines, milestones and estate, what was ever said of a milestone, and the directory of organisations. */
export class EquipmentTables1780300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DIRECTORY);
    await runner.query(EQUIPMENT);
    // What was once said of a milestone stays, or nobody could tell how often its date has moved.
    await runner.query(`do $$
      declare
        app text := replace(current_user, '_owner', '_app');
      begin
        execute format('revoke update, delete on milestone_statement from %I', app);
        execute format('revoke delete on machine, milestone, estate from %I', app);
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table estate, milestone_statement, milestone, machine; drop view place; drop table organisation, centre',
    );
  }
}

const DIRECTORY = `
  create table centre (
    cdc_code text primary key,
    name text not null,
    region_code text not null,
    position bigint not null
  );
  create table organisation (
    code text primary key,
    kind text not null,
    name text not null,
    region_code text,
    operated_by text,
    position bigint not null
  );
  -- A centre often has the code of the ODS site that it stands on: then the code means the centre.
  create view place as
    select distinct on (code) code, kind, name, region_code
    from (
      select cdc_code as code, 'cdc' as kind, name, region_code, 1 as choice from centre
      union all
      select o.code, o.kind, o.name, coalesce(o.region_code, operator.region_code), 2
      from organisation o left join organisation operator on operator.code = o.operated_by
      where o.kind in ('trust', 'site')
    ) every_place
    order by code, choice;
`;

const EQUIPMENT = `
  create table machine (
    machine_id text primary key,
    org_code text not null,
    modality text not null,
    funding_line text not null,
    serial text,
    model text,
    supplier text,
    po_reference text,
    contract_reference text,
    value_pence bigint constraint machine_value check (value_pence >= 0),
    temporary boolean not null,
    tests_per_week int constraint machine_tests check (tests_per_week >= 0),
    replaces text,
    stated_on date,
    version int not null,
    submission_number int not null
  );
  create table milestone (
    machine_id text not null constraint milestone_machine references machine,
    milestone text not null,
    baseline date,
    forecast date,
    actual date,
    reason text,
    evidence text,
    forecast_moves int not null constraint milestone_moves check (forecast_moves >= 0),
    primary key (machine_id, milestone)
  );
  create table milestone_statement (
    statement_id bigint generated always as identity primary key,
    machine_id text not null constraint milestone_statement_machine references machine,
    milestone text not null,
    baseline date,
    baseline_before date,
    forecast date,
    forecast_before date,
    actual date,
    actual_before date,
    reason text,
    evidence text,
    stated_at timestamptz not null,
    stated_by text not null,
    submission_id text,
    row_number int
  );
  create index milestone_statement_place on milestone_statement (machine_id);
  create table estate (
    org_code text primary key,
    acute boolean,
    ct_scanners int constraint estate_scanners check (ct_scanners >= 0),
    jag_status text,
    jag_expires date,
    schemes jsonb not null,
    submission_number int not null
  );
`;
