import { dayNumber } from '@cdc/contracts';
import { type Dm01Row } from '@cdc/feeds';
import { LOCK_CLASS } from '@cdc/platform';
import { type EntityManager } from 'typeorm';

/** A DM01 row with its place in the file. */
export interface NumberedDm01Row extends Dm01Row {
  readonly testNumber: number;
  readonly rowNumber: number;
}

/** A provider as the latest accepted file of a month stated it. */
export interface StatedProvider {
  readonly providerCode: string;
  readonly name: string;
  readonly regionCode: string | null;
}

/** Two files of one month load one after the other. */
export async function lockMonth(manager: EntityManager, month: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, $2)', [LOCK_CLASS.submissionCells, dayNumber(`${month}-01`)]);
}

const LATEST_FILE = `select submission_number from submission
  where accepted_position is not null and submission_number in (select submission_number from dm01_fact where month = $1)
  order by accepted_position desc limit 1`;

/** The providers of the month's figures as they stand now. */
export async function providersOf(manager: EntityManager, month: string): Promise<StatedProvider[]> {
  return manager.query(
    `select distinct f.provider_code as "providerCode", p.name, p.region_code as "regionCode"
     from dm01_fact f join dm01_provider p using (provider_code) where f.month = $1 and f.submission_number = (${LATEST_FILE})`,
    [`${month}-01`],
  );
}

/** Compares a loaded file with the month's figures as they stood before. */
export async function compareMonth(manager: EntityManager, month: string, own: number): Promise<{ new: number; changed: number; unchanged: number }> {
  const measures = ['waiting_list', 'over_6_weeks', 'over_13_weeks', 'waiting_list_activity', 'planned_activity', 'unscheduled_activity'];
  const values = (alias: string): string => `(${measures.map((measure) => `${alias}.${measure}`).join(', ')})`;
  const rows: { new: number; changed: number; unchanged: number }[] = await manager.query(
    `select count(*) filter (where b.month is null)::int as new,
       count(*) filter (where b.month is not null and ${values('b')} is distinct from ${values('o')})::int as changed,
       count(*) filter (where b.month is not null and ${values('b')} is not distinct from ${values('o')})::int as unchanged
     from dm01_fact o
     left join (select * from dm01_fact where month = $1 and submission_number = (${LATEST_FILE})) b using (provider_code, test_number)
     where o.submission_number = $2`,
    [`${month}-01`, own],
  );
  return rows[0] ?? { new: 0, changed: 0, unchanged: 0 };
}

/** Adds the facts of a file, and a reference row for every provider that cites the file. */
export async function addDm01(manager: EntityManager, submissionNumber: number, month: string, rows: readonly NumberedDm01Row[]): Promise<void> {
  await manager.query(
    `insert into dm01_fact (submission_number, row_number, month, provider_code, test_number, waiting_list, over_6_weeks, over_13_weeks,
       waiting_list_activity, planned_activity, unscheduled_activity)
     select $1, r."rowNumber", $2, r."providerCode", r."testNumber", r."waitingList", r."over6Weeks", r."over13Weeks",
       r."waitingListActivity", r."plannedActivity", r."unscheduledActivity"
     from json_to_recordset($3) as r ("rowNumber" int, "providerCode" text, "testNumber" smallint, "waitingList" int, "over6Weeks" int,
       "over13Weeks" int, "waitingListActivity" int, "plannedActivity" int, "unscheduledActivity" int)`,
    [submissionNumber, `${month}-01`, JSON.stringify(rows)],
  );
  await manager.query(
    `insert into dm01_provider (provider_code, name, region_code, submission_number)
     select distinct on (r."providerCode") r."providerCode", r."providerName", r."regionCode", $1
     from json_to_recordset($2) as r ("providerCode" text, "providerName" text, "regionCode" text)
     on conflict (provider_code) do update set name = excluded.name, region_code = excluded.region_code, submission_number = excluded.submission_number`,
    [submissionNumber, JSON.stringify(rows)],
  );
}
