import { ENGLAND } from '@cdc/contracts';
import { type CodeEntry, type CodeList } from '@cdc/feeds';
import { type EntityManager } from 'typeorm';
import { type PlanStore } from './plan-load.js';
import { type PlanCellValue } from './plan.model.js';
import { spendItemOf, spendLineOf } from './spend-line.model.js';

/** Everything that may have a spend plan: England, regions, boards and centres, numbered for one load. */
export async function spendPlanOwners(manager: EntityManager): Promise<readonly CodeEntry[]> {
  return manager.query(
    `select code, name, (row_number() over (order by code) - 1)::int as number from (
       select code, coalesce(name, code) as name from organisation where kind in ('country', 'region', 'icb')
       union all select cdc_code, name from centre
     ) as owner order by code`,
  );
}

/** Loads the present spend plan and adds to it, many cells at a time. Owners are organisations of one load, items kinds with their lines. */
export class SpendPlanRepository implements PlanStore {
  constructor(
    private readonly manager: EntityManager,
    private readonly organisations: CodeList,
  ) {}

  /** One spend plan at a time, whoever is in it: owners stand in two tables, and one row that is always there keeps files from deadlock. */
  async hold(): Promise<void> {
    await this.manager.query('select 1 from organisation where code = $1 for no key update', [ENGLAND.code]);
  }

  async present(
    owners: readonly number[],
    firstMonthDay: number,
    lastMonthDay: number,
  ): Promise<readonly PlanCellValue[]> {
    const rows: { owner: number; monthDay: number; kind: string; line: string; planned: string }[] =
      await this.manager.query(
        `select o.owner, p.month - date '1970-01-01' as "monthDay", p.kind, p.line, p.planned_pence as planned
       from spend_plan_present p join unnest($1::int[], $2::text[]) as o (owner, code) on o.code = p.org_code
       where p.month between date '1970-01-01' + $3::int and date '1970-01-01' + $4::int`,
        [owners, owners.map((owner) => this.codeOf(owner)), firstMonthDay, lastMonthDay],
      );
    return rows.map((row) => ({
      owner: row.owner,
      monthDay: row.monthDay,
      item: spendItemOf(row),
      planned: Number(row.planned),
    }));
  }

  async add(cells: readonly PlanCellValue[], submissionNumber: number): Promise<void> {
    const lines = cells.map(({ item }) => spendLineOf(item));
    await this.manager.query(
      `insert into spend_plan_cell (org_code, month, kind, line, planned_pence, submission_number)
       select c.org_code, date '1970-01-01' + c.month_day, c.kind, c.line, c.planned_pence, $6::int
       from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::bigint[]) as c (org_code, month_day, kind, line, planned_pence)`,
      [
        cells.map(({ owner }) => this.codeOf(owner)),
        cells.map(({ monthDay }) => monthDay),
        lines.map(({ kind }) => kind),
        lines.map(({ line }) => line),
        cells.map(({ planned }) => planned),
        submissionNumber,
      ],
    );
  }

  private codeOf(owner: number): string {
    return this.organisations.codeOf(owner) ?? '';
  }
}
