import { pipeline } from 'node:stream/promises';
import { dayNumber, isoDate, monthDays, monthOf } from '@cdc/contracts';
import { type Work } from '@cdc/platform';
import { from as copyFrom } from 'pg-copy-streams';
import { type EntityManager } from 'typeorm';
import { FACT_COLUMNS, type PackedFacts } from './packed-facts.js';
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

/** Copies packed facts into the partition of one financial year, named by the year in which it begins. */
export async function copyFacts(tx: Work, year: number, facts: PackedFacts): Promise<void> {
  const connection = await tx.connection();
  await pipeline(facts.read(), connection.query(copyFrom(`copy activity_fact_${year} (${FACT_COLUMNS}) from stdin (format binary)`)));
}

/** How many facts of the submission the sender's scope can see, which must be all of them. */
export async function countVisible(manager: EntityManager, submissionNumber: number): Promise<number> {
  const rows: { count: string }[] = await manager.query('select count(*) as count from activity_fact where submission_number = $1', [submissionNumber]);
  return Number(rows[0]?.count ?? 0);
}

/** Which of these centres had facts of the grain before, in a month that its span overlaps. Marks the months as covered from now on. */
export async function coverSpans(manager: EntityManager, grain: number, spans: readonly TouchedSpan[]): Promise<ReadonlySet<number>> {
  const cdcNumbers: number[] = [];
  const months: string[] = [];
  for (const span of spans) {
    for (let day = span.first; day <= span.last; day = monthDays(monthOf(day)).last + 1) {
      cdcNumbers.push(span.cdcNumber);
      months.push(`${monthOf(day)}-01`);
    }
  }
  const before: { cdc_number: number }[] = await manager.query(
    `select distinct c.cdc_number from activity_coverage c join unnest($2::int[], $3::date[]) as s (cdc_number, month) using (cdc_number, month) where c.grain = $1`,
    [grain, cdcNumbers, months],
  );
  await manager.query('insert into activity_coverage (cdc_number, grain, month) select s.cdc_number, $1, s.month from unnest($2::int[], $3::date[]) as s (cdc_number, month) on conflict do nothing', [
    grain,
    cdcNumbers,
    months,
  ]);
  return new Set(before.map((row) => row.cdc_number));
}

/** The newest value of each cell of some centres within their spans: accepted files in the order of acceptance, `own` last. */
const NEWEST = `
  select distinct on (f.cdc_number, f.test_number, f.period)
    f.cdc_number, f.test_number, f.period, f.delivered, f.did_not_attend, f.cancelled, f.planned
  from activity_fact f
  join submission s on s.submission_number = f.submission_number
  join unnest($2::int[], $3::date[], $4::date[]) as t (cdc_number, first, last) on t.cdc_number = f.cdc_number and f.period between t.first and t.last
  where f.grain = $1 and f.period between $5 and $6`;
const NEWEST_FIRST = 'order by f.cdc_number, f.test_number, f.period, s.accepted_position desc nulls first';

function spanParameters(grain: number, spans: readonly TouchedSpan[]): unknown[] {
  return [
    grain,
    spans.map((span) => span.cdcNumber),
    spans.map((span) => isoDate(span.first)),
    spans.map((span) => isoDate(span.last)),
    isoDate(Math.min(...spans.map((span) => span.first))),
    isoDate(Math.max(...spans.map((span) => span.last))),
  ];
}

/** Compares the facts of submission `own` with what stood before, for centres that had facts before. */
export async function compareCells(manager: EntityManager, grain: number, own: number, spans: readonly TouchedSpan[]): Promise<CellChanges> {
  const rows: { new: string; changed: string; unchanged: string }[] = await manager.query(
    `with before as (${NEWEST} and s.accepted_position is not null ${NEWEST_FIRST}),
     stated as (
       select f.* from activity_fact f where f.submission_number = $7 and f.cdc_number = any ($2) and f.period between $5 and $6
     )
     select count(*) filter (where b.cdc_number is null) as new,
       count(*) filter (where b.cdc_number is not null and (b.delivered, b.did_not_attend, b.cancelled, b.planned) is distinct from (o.delivered, o.did_not_attend, o.cancelled, o.planned)) as changed,
       count(*) filter (where b.cdc_number is not null and (b.delivered, b.did_not_attend, b.cancelled, b.planned) is not distinct from (o.delivered, o.did_not_attend, o.cancelled, o.planned)) as unchanged
     from stated o left join before b on (b.cdc_number, b.test_number, b.period) = (o.cdc_number, o.test_number, o.period)`,
    [...spanParameters(grain, spans), own],
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

/** Whole totals by week and month, within the spans, counting accepted files and `own`. */
export async function totalsWithin(manager: EntityManager, grain: number, own: number, spans: readonly TouchedSpan[]): Promise<CellTotal[]> {
  const rows: TotalRow[] = await manager.query(
    `with newest as materialized (${NEWEST} and (s.accepted_position is not null or s.submission_number = $7) ${NEWEST_FIRST})
     select p.kind, n.cdc_number, p.period, n.test_number, sum(n.delivered) as delivered, sum(n.did_not_attend) as did_not_attend,
       sum(n.cancelled) as cancelled, count(*) as days
     from newest n
     cross join lateral (values ('week', (date_trunc('week', n.period)::date + 6)::text), ('month', to_char(n.period, 'YYYY-MM'))) as p (kind, period)
     group by p.kind, n.cdc_number, p.period, n.test_number`,
    [...spanParameters(grain, spans), own],
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
