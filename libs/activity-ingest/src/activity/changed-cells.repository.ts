import { isoDate, monthDays } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { type ChangedMonth } from './activity-fact.repository.js';
import { queryFacts } from './fact-query.js';

/** A cell that a file states with another value. Measures in the order of {@link MEASURES}; null is not stated. */
export interface ChangedCell {
  readonly row: number;
  readonly cdcNumber: number;
  readonly testNumber: number;
  /** ISO date. */
  readonly period: string;
  readonly before: readonly (number | null)[];
  readonly after: readonly (number | null)[];
}

export const MEASURES = ['delivered', 'did_not_attend', 'cancelled', 'planned'] as const;

/** The first changed cells of a file, at most `limit`, in its order. Reads only as many months as hold that many. */
export async function changedCells(manager: EntityManager, grain: number, own: number, changed: readonly ChangedMonth[], limit: number): Promise<ChangedCell[]> {
  const asked = firstMonths(changed, limit);
  if (asked.length === 0) return [];
  const spans = asked.map(({ month }) => monthDays(month));
  const values = `array[${MEASURES.map((measure) => `f.${measure}`).join(', ')}]`;
  return queryFacts(
    manager,
    `with asked as (select * from unnest($3::int[], $4::int[], $5::date[], $6::date[]) as a (cdc_number, test_number, first, last)),
       cells as (
         select f.row_number, f.cdc_number, f.test_number, f.period, f.submission_number = $2 as is_own, ${values} as after, lead(${values}) over cell as before
         from activity_fact f join submission s on s.submission_number = f.submission_number
         join asked a on a.cdc_number = f.cdc_number and a.test_number = f.test_number and f.period between a.first and a.last
         where f.grain = $1 and f.period between $7 and $8 and (s.accepted_position is not null or s.submission_number = $2)
         window cell as (partition by f.cdc_number, f.test_number, f.period order by s.accepted_position desc nulls first)
       )
     select row_number as row, cdc_number as "cdcNumber", test_number as "testNumber", period::text as period, before, after
     from cells where is_own and before is not null and before is distinct from after order by row_number limit $9`,
    [
      grain,
      own,
      asked.map(({ cdcNumber }) => cdcNumber),
      asked.map(({ testNumber }) => testNumber),
      spans.map(({ first }) => isoDate(first)),
      spans.map(({ last }) => isoDate(last)),
      isoDate(spans.reduce((least, { first }) => Math.min(least, first), Number.MAX_SAFE_INTEGER)),
      isoDate(spans.reduce((most, { last }) => Math.max(most, last), 0)),
      limit,
    ],
  );
}

function firstMonths(changed: readonly ChangedMonth[], limit: number): ChangedMonth[] {
  const asked: ChangedMonth[] = [];
  let cells = 0;
  for (const one of changed) {
    if (cells >= limit) break;
    asked.push(one);
    cells += one.cells;
  }
  return asked;
}
