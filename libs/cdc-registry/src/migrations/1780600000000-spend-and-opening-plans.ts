import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What organisations plan to spend, and when centres are planned to open. */
export class SpendAndOpeningPlans1780600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SPEND_PLANS);
    await runner.query(OPENING_PLANS);
    // What was once stated stays; a later file adds a row.
    await runner.query(
      `do $$ begin execute format('revoke update, delete on spend_plan_cell, planned_opening from %I', replace(current_user, '_owner', '_app')); end $$`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop view planned_opening_present, spend_plan_present; drop table planned_opening, spend_plan_cell',
    );
  }
}

// No foreign key: an owner is a centre or an organisation, which stand in two tables.
const SPEND_PLANS = `
  create table spend_plan_cell (
    spend_plan_cell_id bigint generated always as identity,
    org_code text not null,
    month date not null constraint spend_plan_cell_month check (extract(day from month) = 1),
    kind text not null constraint spend_plan_cell_kind check (kind in ('capital', 'revenue')),
    line text not null,
    planned_pence bigint not null constraint spend_plan_cell_planned check (planned_pence >= 0),
    submission_number int not null,
    primary key (org_code, month, kind, line, spend_plan_cell_id)
  );
  -- Ids rise in the order of acceptance, because one spend plan at a time is loaded.
  create view spend_plan_present as
    select distinct on (org_code, month, kind, line) org_code, month, kind, line, planned_pence, submission_number
    from spend_plan_cell order by org_code, month, kind, line, spend_plan_cell_id desc;
`;

const OPENING_PLANS = `
  create table planned_opening (
    planned_opening_id bigint generated always as identity,
    cdc_number smallint not null constraint planned_opening_centre references centre,
    planned_opening date not null,
    wave text,
    permanent_planned date,
    submission_number int not null,
    primary key (cdc_number, planned_opening_id),
    constraint planned_opening_order check (permanent_planned >= planned_opening)
  );
  -- Ids of one centre rise in the order of acceptance, because a load holds the centre until it commits.
  create view planned_opening_present as
    select distinct on (cdc_number) cdc_number, planned_opening, wave, permanent_planned, submission_number
    from planned_opening order by cdc_number, planned_opening_id desc;
`;
