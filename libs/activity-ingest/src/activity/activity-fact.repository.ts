import { dayNumber, isoDate } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { type TouchedSpan } from './period-totals.model.js';

/** Rows of a file against what stood before: cells stated for the first time, with another value, with the same. */
export interface CellChanges {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** The whole total of one period, centre and test over all accepted files and the one being loaded. Null: no row states it. */
export interface CellTotal {
  readonly kind: 'week' | 'month';
  readonly cdcNumber: number;
  /** Day number of the week's Sunday, or the month. */
  readonly period: number | string;
  readonly testNumber: number;
  readonly delivered: number;
  readonly didNotAttend: number | null;
  readonly cancelled: number | null;
  readonly days: number;
}

/** How many of these centres lie in the scope that row-level security gives this transaction. */
export async function countInScope(manager: EntityManager, cdcNumbers: readonly number[]): Promise<number> {
  const rows: { count: string }[] = await manager.query(
    `select count(*) as count from centre where cdc_number = any ($1)
       and (current_setting('cdc.regions') = 'all' or region_code = any (string_to_array(current_setting('cdc.regions'), ',')))`,
    [cdcNumbers],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Months of centres, as two columns of one length. Months are the first of the month, ISO. */
export interface CentreMonths {
  readonly cdcNumbers: readonly number[];
  readonly months: readonly string[];
}

/** Which of these months already hold facts of the grain; marks `stated` as holding some from now on. */
export async function coverMonths(manager: EntityManager, grain: number, asked: CentreMonths, stated: CentreMonths): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const before: { cdc_number: number; month: string }[] = await manager.query(
    `select c.cdc_number, to_char(c.month, 'YYYY-MM') as month from activity_coverage c
     join unnest($2::int[], $3::date[]) as s (cdc_number, month) using (cdc_number, month) where c.grain = $1`,
    [grain, asked.cdcNumbers, asked.months],
  );
  await manager.query(
    'insert into activity_coverage (cdc_number, grain, month) select s.cdc_number, $1, s.month from unnest($2::int[], $3::date[]) as s (cdc_number, month) on conflict do nothing',
    [grain, stated.cdcNumbers, stated.months],
  );
  const covered = new Map<number, Set<string>>();
  for (const { cdc_number: cdcNumber, month } of before) covered.set(cdcNumber, (covered.get(cdcNumber) ?? new Set()).add(month));
  return covered;
}

/**
 * The accepted facts of some centres between two days, and those of submission `own`, which is not yet accepted. No join on the centres' own
 * days: the planner knows nothing of rows that were copied a moment ago and would choose a nested loop.
 */
const FACTS = `
  from activity_fact f join submission s on s.submission_number = f.submission_number
  where f.grain = $1 and f.cdc_number = any ($2) and f.period between $3 and $4 and (s.accepted_position is not null or s.submission_number = $5)`;

/** Cells, newest first: the order of acceptance, and the one being loaded before all. */
const CELL = 'f.cdc_number, f.test_number, f.period';
const NEWEST_FIRST = 's.accepted_position desc nulls first';

function parametersOf(grain: number, own: number, spans: readonly TouchedSpan[]): unknown[] {
  return [
    grain,
    [...new Set(spans.map((span) => span.cdcNumber))],
    isoDate(Math.min(...spans.map((span) => span.first))),
    isoDate(Math.max(...spans.map((span) => span.last))),
    own,
  ];
}

/** Compares the facts of submission `own` within the spans with what stood before. */
export async function compareCells(manager: EntityManager, grain: number, own: number, spans: readonly TouchedSpan[]): Promise<CellChanges> {
  const rows: { new: string; changed: string; unchanged: string }[] = await manager.query(
    `with stated as (
       select f.submission_number, array[f.delivered, f.did_not_attend, f.cancelled, f.planned] as measures,
         lead(array[f.delivered, f.did_not_attend, f.cancelled, f.planned]) over (partition by ${CELL} order by ${NEWEST_FIRST}) as before
       ${FACTS}
     )
     select count(*) filter (where before is null) as new, count(*) filter (where before is distinct from measures and before is not null) as changed,
       count(*) filter (where before is not distinct from measures) as unchanged
     from stated where submission_number = $5`,
    parametersOf(grain, own, spans),
  );
  const row = rows[0];
  return { new: Number(row?.new ?? 0), changed: Number(row?.changed ?? 0), unchanged: Number(row?.unchanged ?? 0) };
}

interface TotalRow {
  kind: 'week' | 'month';
  cdc_number: number;
  period: string;
  test_number: number;
  delivered: string;
  did_not_attend: string | null;
  cancelled: string | null;
  days: string;
}

/** Whole totals by week and month from the facts within the spans; a period that reaches beyond them is not whole and must not be used. */
export async function totalsWithin(manager: EntityManager, grain: number, own: number, spans: readonly TouchedSpan[]): Promise<CellTotal[]> {
  const rows: TotalRow[] = await manager.query(
    `with newest as materialized (
       select distinct on (${CELL}) ${CELL}, f.delivered, f.did_not_attend, f.cancelled ${FACTS} order by ${CELL}, ${NEWEST_FIRST}
     )
     select p.kind, n.cdc_number, p.period, n.test_number, sum(n.delivered) as delivered, sum(n.did_not_attend) as did_not_attend,
       sum(n.cancelled) as cancelled, count(*) as days
     from newest n
     cross join lateral (values ('week', (date_trunc('week', n.period)::date + 6)::text), ('month', to_char(n.period, 'YYYY-MM'))) as p (kind, period)
     group by p.kind, n.cdc_number, p.period, n.test_number`,
    parametersOf(grain, own, spans),
  );
  return rows.map((row) => ({
    kind: row.kind,
    cdcNumber: row.cdc_number,
    period: row.kind === 'week' ? dayNumber(row.period) : row.period,
    testNumber: row.test_number,
    delivered: Number(row.delivered),
    didNotAttend: row.did_not_attend === null ? null : Number(row.did_not_attend),
    cancelled: row.cancelled === null ? null : Number(row.cancelled),
    days: Number(row.days),
  }));
}

export interface FactComment {
  readonly rowNumber: number;
  readonly comment: string;
}

export async function addComments(manager: EntityManager, submissionNumber: number, comments: readonly FactComment[]): Promise<void> {
  if (comments.length === 0) return;
  await manager.query('insert into activity_comment (submission_number, row_number, comment) select $1, c.row_number, c.comment from unnest($2::int[], $3::text[]) as c (row_number, comment)', [
    submissionNumber,
    comments.map((comment) => comment.rowNumber),
    comments.map((comment) => comment.comment),
  ]);
}
