import { type EntityManager } from 'typeorm';
import { CentreRepository } from '../centre/centre.repository.js';
import { type PlanStore } from './plan-load.js';
import { type PlanCellValue } from './plan.model.js';

/** Loads the present activity plan and adds to it, many cells at a time. Owners are centres, items tests; months cross as day numbers. */
export class ActivityPlanRepository implements PlanStore {
  constructor(private readonly manager: EntityManager) {}

  hold(owners: readonly number[]): Promise<void> {
    return new CentreRepository(this.manager).hold(owners);
  }

  async present(
    owners: readonly number[],
    firstMonthDay: number,
    lastMonthDay: number,
  ): Promise<readonly PlanCellValue[]> {
    return this.manager.query(
      `select cdc_number as owner, month - date '1970-01-01' as "monthDay", test_number as item, planned from plan_present
       where cdc_number = any($1) and month between date '1970-01-01' + $2::int and date '1970-01-01' + $3::int`,
      [owners, firstMonthDay, lastMonthDay],
    );
  }

  async add(cells: readonly PlanCellValue[], submissionNumber: number): Promise<void> {
    await this.manager.query(
      `insert into plan_cell (cdc_number, month, test_number, planned, submission_number)
       select c.cdc_number, date '1970-01-01' + c.month_day, c.test_number, c.planned, $5::int
       from unnest($1::smallint[], $2::int[], $3::smallint[], $4::int[]) as c (cdc_number, month_day, test_number, planned)`,
      [
        cells.map((cell) => cell.owner),
        cells.map((cell) => cell.monthDay),
        cells.map((cell) => cell.item),
        cells.map((cell) => cell.planned),
        submissionNumber,
      ],
    );
  }
}
