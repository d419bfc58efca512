import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Organisations with their dated facts, centres, what they offer and what they plan. */
export class RegistryTables1780100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ORGANISATIONS);
    await runner.query(CENTRES);
    await runner.query(OFFERS_AND_PLANS);
    await runner.query(REGIONS);
    // What was once stated stays; a later file adds a row.
    await runner.query(
      `do $$ begin execute format('revoke update, delete on plan_cell from %I', replace(current_user, '_owner', '_app')); end $$`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop view plan_present; drop table plan_cell, offered_test, centre_review, centre, organisation_version, organisation',
    );
  }
}

// No foreign keys between organisations: files arrive in any order, so a trust may name an ICB that is not known yet.
const ORGANISATIONS = `
  create table organisation (
    code text primary key,
    kind text not null constraint organisation_kind check (kind in ('country', 'region', 'icb', 'trust', 'site')),
    name text,
    ons_code text,
    region_code text,
    icb_code text,
    operated_by text,
    postcode text,
    opened date,
    closed date,
    status text constraint organisation_status check (status in ('active', 'inactive')),
    version int not null,
    submission_number int
  );
  create index organisation_operator on organisation (operated_by);
  create table organisation_version (
    code text constraint organisation_version_of references organisation,
    version int not null,
    name text,
    region_code text,
    icb_code text,
    operated_by text,
    valid_from date,
    valid_to date,
    submission_number int,
    primary key (code, version),
    constraint organisation_version_period check (valid_to >= valid_from - 1)
  );
`;

const CENTRES = `
  create table centre (
    cdc_number smallint primary key,
    cdc_code text not null constraint centre_code unique,
    name text not null,
    identity text not null constraint centre_identity check (identity in ('submitted', 'ods-site', 'govuk-hash')),
    host_trust text,
    icb_code text not null,
    region_code text not null,
    archetype text constraint centre_archetype check (archetype in ('standard', 'large', 'hub', 'spoke')),
    status text not null constraint centre_status check (status in ('proposed', 'approved', 'open', 'closed')),
    temporary boolean not null,
    opened date,
    closed date,
    postcode text,
    parent_hub text,
    longitude double precision,
    latitude double precision,
    submission_number int not null
  );
  create table centre_review (
    cdc_number smallint constraint centre_review_of references centre,
    reason text not null,
    candidates jsonb not null,
    submission_number int not null,
    primary key (cdc_number, reason)
  );
`;

const OFFERS_AND_PLANS = `
  create table offered_test (
    offered_test_id int generated always as identity primary key,
    cdc_number smallint not null constraint offered_test_centre references centre,
    test_number smallint not null,
    from_date date not null,
    to_date date,
    submission_number int not null,
    superseded_by int,
    constraint offered_test_period check (to_date >= from_date)
  );
  create unique index offered_test_present on offered_test (cdc_number, test_number, from_date) where superseded_by is null;
  create table plan_cell (
    plan_cell_id bigint generated always as identity,
    cdc_number smallint not null constraint plan_cell_centre references centre,
    month date not null constraint plan_cell_month check (extract(day from month) = 1),
    test_number smallint not null,
    planned int not null constraint plan_cell_planned check (planned >= 0),
    submission_number int not null,
    primary key (cdc_number, month, test_number, plan_cell_id)
  );
  -- Ids of one centre rise in the order of acceptance, because a load holds the centre until it commits.
  create view plan_present as
    select distinct on (cdc_number, month, test_number) cdc_number, month, test_number, planned, submission_number
    from plan_cell order by cdc_number, month, test_number, plan_cell_id desc;
`;

const REGIONS = `
  insert into organisation (code, kind, name, version) values
    ('ENG', 'country', 'England', 1),
    ('Y56', 'region', 'London', 1),
    ('Y58', 'region', 'South West', 1),
    ('Y59', 'region', 'South East', 1),
    ('Y60', 'region', 'Midlands', 1),
    ('Y61', 'region', 'East of England', 1),
    ('Y62', 'region', 'North West', 1),
    ('Y63', 'region', 'North East and Yorkshire', 1);
  insert into organisation_version (code, version, name) select code, version, name from organisation;
`;
