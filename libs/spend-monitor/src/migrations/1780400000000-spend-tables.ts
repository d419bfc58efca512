import { type MigrationInterface, type QueryRunner } from 'typeorm';

const DIRECTORY = `
  create table organisation (
    code text primary key,
    kind text not null constraint organisation_kind check (kind in ('icb', 'trust')),
    name text not null,
    closed date,
    position bigint not null
  );
  create table organisation_name (
    code text not null,
    name text not null,
    primary key (code, name)
  );
  create table centre (
    cdc_code text primary key,
    cdc_number int not null constraint centre_cdc_number_key unique,
    name text not null,
    position bigint not null
  );
  create table entity_alias (
    folded_name text primary key,
    name text not null,
    entity_code text not null,
    stated_by text not null,
    stated_at timestamptz not null
  );
`;

const LEDGER = `
  create table ledger_line (
    ledger_line_id bigint generated always as identity primary key,
    submission_number int not null,
    row_number int not null,
    entity_code text not null,
    period date not null constraint ledger_line_period check (extract(day from period) = 1),
    line_date date not null,
    amount_pence bigint not null,
    expense_type text,
    expense_area text,
    supplier text,
    reference text,
    kind text,
    cdc_code text,
    line text,
    is_matched boolean not null,
    fingerprint text not null,
    occurrence int not null,
    constraint ledger_line_row unique (submission_number, row_number)
  );
  create table ledger_month (
    entity_code text not null,
    period date not null,
    entity_name text not null,
    submission_number int not null,
    submission_id text not null,
    posted_on date not null,
    primary key (entity_code, period)
  );
  create table ledger_match (
    ledger_match_id bigint generated always as identity primary key,
    entity_code text not null,
    period date not null,
    fingerprint text not null,
    occurrence int not null,
    cdc_code text,
    kind text not null,
    line text not null,
    reason text not null,
    matched_by text not null,
    matched_at timestamptz not null
  );
  create index ledger_match_line on ledger_match (entity_code, period, fingerprint, occurrence);
  -- A match states the three fields whole: it takes the place of what the line said.
  create view ledger_present as
    select l.ledger_line_id, l.entity_code, s.entity_name, l.period, l.line_date, l.amount_pence, l.expense_type, l.expense_area, l.supplier, l.reference,
      l.fingerprint, l.occurrence, l.is_matched as is_stated, l.is_matched or m.ledger_match_id is not null as is_matched,
      case when m.ledger_match_id is null then l.kind else m.kind end as kind,
      case when m.ledger_match_id is null then l.line else m.line end as line,
      case when m.ledger_match_id is null then l.cdc_code else m.cdc_code end as cdc_code
    from ledger_month s
    join ledger_line l using (submission_number, entity_code, period)
    left join lateral (
      select * from ledger_match o
      where o.entity_code = l.entity_code and o.period = l.period and o.fingerprint = l.fingerprint and o.occurrence = l.occurrence
      order by o.ledger_match_id desc limit 1
    ) m on true;
`;

const COMMITMENTS_AND_FORECASTS = `
  create table commitment (
    commitment_id bigint generated always as identity,
    po_reference text not null,
    contract_reference text,
    org_code text not null,
    kind text not null,
    line text not null,
    ordered_pence bigint not null constraint commitment_ordered check (ordered_pence >= receipted_pence),
    receipted_pence bigint not null constraint commitment_receipted check (receipted_pence >= invoiced_pence),
    invoiced_pence bigint not null constraint commitment_invoiced check (invoiced_pence >= 0),
    submission_number int not null,
    primary key (po_reference, commitment_id)
  );
  create view commitment_present as
    select distinct on (po_reference) * from commitment order by po_reference, commitment_id desc;
  create table forecast_cell (
    forecast_cell_id bigint generated always as identity,
    org_code text not null,
    month date not null constraint forecast_cell_month check (extract(day from month) = 1),
    kind text not null,
    line text not null,
    forecast_pence bigint not null,
    submission_number int not null,
    primary key (org_code, month, kind, line, forecast_cell_id)
  );
  create view forecast_present as
    select distinct on (org_code, month, kind, line) org_code, month, kind, line, forecast_pence
    from forecast_cell order by org_code, month, kind, line, forecast_cell_id desc;
`;

/** Ledger lines, matches, commitments and forecasts are append-only; `ledger_month` names the file that holds for an entity and month. */
export class SpendTables1780400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(DIRECTORY);
    await runner.query(LEDGER);
    await runner.query(COMMITMENTS_AND_FORECASTS);
    await runner.query(`do $$
      begin
        execute format('revoke update, delete on ledger_line, ledger_match, commitment, forecast_cell from %I', replace(current_user, '_owner', '_app'));
      end $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop view forecast_present, commitment_present, ledger_present;
      drop table forecast_cell, commitment, ledger_match, ledger_month, ledger_line, entity_alias, centre, organisation_name, organisation;
    `);
  }
}
