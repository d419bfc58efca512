import { type EntityManager } from 'typeorm';
import { type OpeningPlan } from './opening-plan.model.js';

/** Loads the present plans of opening and adds to them, many centres at a time. */
export class OpeningPlanRepository {
  constructor(private readonly manager: EntityManager) {}

  async present(cdcNumbers: readonly number[]): Promise<readonly OpeningPlan[]> {
    return this.manager.query(
      `select cdc_number as "cdcNumber", planned_opening::text as "plannedOpening", wave, permanent_planned::text as "permanentPlanned"
       from planned_opening_present where cdc_number = any($1)`,
      [cdcNumbers],
    );
  }

  async add(plans: readonly OpeningPlan[], submissionNumber: number): Promise<void> {
    await this.manager.query(
      `insert into planned_opening (cdc_number, planned_opening, wave, permanent_planned, submission_number)
       select p."cdcNumber", p."plannedOpening", p.wave, p."permanentPlanned", $2::int
       from json_to_recordset($1::json) as p ("cdcNumber" smallint, "plannedOpening" date, wave text, "permanentPlanned" date)`,
      [JSON.stringify(plans), submissionNumber],
    );
  }
}
