import { isoDate } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { queryFacts } from './fact-query.js';

/** Two years: further back nobody looks for whether a test was already done. */
const DAYS_BACK = 731;

/** Whether centres have facts of a grain in months or weeks before a file. Ask before its own are marked. */
export async function hasHistory(manager: EntityManager, grain: number, cdcNumbers: readonly number[], firstDay: number, lastDay: number): Promise<boolean> {
  const rows: unknown[] = await manager.query(
    "select 1 from activity_coverage where grain = $1 and cdc_number = any ($2) and period between date_trunc('month', $3::date) and $4 limit 1",
    [grain, cdcNumbers, isoDate(firstDay), isoDate(lastDay)],
  );
  return rows.length > 0;
}

/** A test of a centre. */
interface CentreTest {
  readonly cdcNumber: number;
  readonly testNumber: number;
}

/**
 * Those of some tests for which accepted files other than `own` state activity in any grain, as far back as a financial year may be restated.
 * @param lastDay included
 */
export async function alreadyDone<Test extends CentreTest>(manager: EntityManager, own: number, tests: readonly Test[], lastDay: number): Promise<ReadonlySet<Test>> {
  const rows: CentreTest[] = await queryFacts(
    manager,
    `select distinct f.cdc_number as "cdcNumber", f.test_number as "testNumber"
     from activity_fact f join submission s on s.submission_number = f.submission_number
     where f.cdc_number = any ($1) and f.test_number = any ($2) and f.period between $3 and $4 and f.delivered > 0
       and s.accepted_position is not null and f.submission_number <> $5`,
    [distinct(tests, ({ cdcNumber }) => cdcNumber), distinct(tests, ({ testNumber }) => testNumber), isoDate(lastDay - DAYS_BACK), isoDate(lastDay), own],
  );
  const done = new Set(rows.map(keyOf));
  return new Set(tests.filter((one) => done.has(keyOf(one))));
}

const keyOf = ({ cdcNumber, testNumber }: CentreTest): string => `${cdcNumber} ${testNumber}`;

function distinct<One>(all: readonly One[], of: (one: One) => number): number[] {
  return [...new Set(all.map(of))];
}
