import { isoDate } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { queryFacts } from './fact-query.js';

/** Two years: further back nobody looks for whether a test was already done. */
const DAYS_BACK = 731;

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
