import { type EntityManager } from 'typeorm';

/** A cell's value as it stood at a cut of the log. */
export interface FactAsAt {
  readonly cdcCode: string;
  readonly testNumber: number;
  /** ISO date: the day, the week's Sunday, or the first of the month. */
  readonly period: string;
  readonly delivered: number;
  readonly didNotAttend: number | null;
  readonly cancelled: number | null;
  /** The file and the row that say so. */
  readonly submissionId: string;
  readonly rowNumber: number;
}

/**
 * The cells of a grain between two dates as at log position `position`: of the files accepted up to it, the last accepted one that states
 * a cell. Neither the time of sending nor the submission's number decides, because two loads can overlap.
 */
export async function factsAsAt(manager: EntityManager, grain: number, first: string, last: string, position: string): Promise<FactAsAt[]> {
  return manager.query(
    `select distinct on (f.cdc_number, f.test_number, f.period)
       c.cdc_code as "cdcCode", f.test_number as "testNumber", f.period::text as period, f.delivered, f.did_not_attend as "didNotAttend",
       f.cancelled, s.submission_id as "submissionId", f.row_number as "rowNumber"
     from activity_fact f
     join submission s on s.submission_number = f.submission_number
     join centre c on c.cdc_number = f.cdc_number
     where f.grain = $1 and f.period between $2 and $3 and s.accepted_position <= $4
     order by f.cdc_number, f.test_number, f.period, s.accepted_position desc`,
    [grain, first, last, position],
  );
}
