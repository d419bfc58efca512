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

/** What is stated of a provider and test, by the columns of the table. */
export const MEASURES = ['waiting_list', 'over_6_weeks', 'over_13_weeks', 'waiting_list_activity', 'planned_activity', 'unscheduled_activity'];

/** A row of the month that is not as it was; `own` null where the file leaves it out. Measures in the order of the columns. */
export interface Dm01Difference {
  readonly row: number | null;
  readonly providerCode: string;
  readonly testNumber: number;
  readonly before: readonly number[];
  readonly own: readonly number[] | null;
}

/** The first `limit` rows that a loaded file changes or leaves out, in its order, those left out last; and how many it leaves out. */
export async function differencesInMonth(manager: EntityManager, month: string, own: number, limit: number): Promise<{ differences: Dm01Difference[]; dropped: number }> {
  const measures = (alias: string): string => `array[${MEASURES.map((measure) => `${alias}.${measure}`).join(', ')}]`;
  const rows: (Dm01Difference & { dropped: number })[] = await manager.query(
    `select o.row_number as row, b.provider_code as "providerCode", b.test_number as "testNumber", ${measures('b')} as before,
       case when o.month is not null then ${measures('o')} end as own, (count(*) filter (where o.month is null) over ())::int as dropped
     from (select * from dm01_fact where month = $1 and submission_number = (${LATEST_FILE})) b
     left join (select * from dm01_fact where submission_number = $2) o using (provider_code, test_number)
     where o.month is null or ${measures('b')} <> ${measures('o')}
     order by o.row_number nulls last, b.provider_code, b.test_number limit $3`,
    [`${month}-01`, own, limit],
  );
  return { differences: rows, dropped: rows[0]?.dropped ?? 0 };
}

/** Compares a loaded file with the month's figures as they stood before. */
export async function compareMonth(manager: EntityManager, month: string, own: number): Promise<{ new: number; changed: number; unchanged: number }> {
  const values = (alias: string): string => `(${MEASURES.map((measure) => `${alias}.${measure}`).join(', ')})`;
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
