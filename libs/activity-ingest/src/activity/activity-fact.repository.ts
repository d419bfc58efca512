import { dayNumber, isoDate, monthOf, weekEnding } from '@cdc/contracts';
import { type ReplacedFile } from '@cdc/intake';
import { type EntityManager } from 'typeorm';
import { queryFacts } from './fact-query.js';
import { type Grain } from './grain.model.js';
import { type TotalsByPeriod, type TouchedSpan } from './period-totals.model.js';

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

/**
 * Which months, or weeks for weekly returns, that a file touches already hold facts of the grain; others of the same centres may be among them. Of daily returns, marks the months that
 * rows lie in as holding some from now on.
 */
export async function coverPeriods(manager: EntityManager, { grain, number }: Grain, file: Pick<TotalsByPeriod, 'cdcNumbers' | 'coveredByPeriods' | 'coveredByRows'>): Promise<ReadonlyMap<number, ReadonlySet<string>>> {
  const isDaily = grain === 'daily';
  const [table, start] = isDaily ? ['activity_coverage', 'month'] : ['activity_period', 'period'];
  const { cdcNumbers } = file;
  // Two lists are looked up in the index; pairs were joined with every period of the grain.
  const before: { cdc_number: number; start: string }[] = await manager.query(
    `select cdc_number, ${start}::text as start from ${table} where grain = $1 and cdc_number = any ($2) and ${start} = any ($3)`,
    [number, cdcNumbers, [...new Set(cdcNumbers.flatMap((cdcNumber) => file.coveredByPeriods(cdcNumber)))]],
  );
  if (isDaily) await markMonths(manager, number, cdcNumbers.flatMap((cdcNumber) => file.coveredByRows(cdcNumber).map((month) => ({ cdcNumber, month }))));
  const covered = new Map<number, Set<string>>();
  for (const { cdc_number: cdcNumber, start } of before) covered.set(cdcNumber, (covered.get(cdcNumber) ?? new Set()).add(start));
  return covered;
}

async function markMonths(manager: EntityManager, grain: number, stated: readonly { readonly cdcNumber: number; readonly month: string }[]): Promise<void> {
  await manager.query(
    'insert into activity_coverage (cdc_number, grain, month) select s.cdc_number, $1, s.month from unnest($2::int[], $3::date[]) as s (cdc_number, month) on conflict do nothing',
    [grain, stated.map(({ cdcNumber }) => cdcNumber), stated.map(({ month }) => month)],
  );
}

/** A week (day number of its Sunday) or month of a centre. */
export type CentrePeriod = Pick<CellTotal, 'kind' | 'cdcNumber' | 'period'>;

/** What a file shares with earlier ones, counted over all of them. */
export interface SharedCount {
  readonly totals: readonly CellTotal[];
  /** How the cells that the file states within the spans stood before. */
  readonly changes: CellChanges;
  /** Earlier files whose cells the file restates. */
  readonly replaced: readonly ReplacedFile[];
  /** Where cells changed, by centre, month and test. */
  readonly changed: readonly ChangedMonth[];
  /** The weeks and months of centres in which cells changed. */
  readonly changedPeriods: readonly CentrePeriod[];
}

/** A month of a centre and test in which the file changes cells. */
export interface ChangedMonth {
  readonly cdcNumber: number;
  readonly testNumber: number;
  readonly month: string;
  readonly cells: number;
}

interface TotalRow {
  kind: 'week' | 'month' | 'file';
  before_file: number | null;
  cdc_number: number;
  period: string;
  test_number: number;
  delivered: string;
  did_not_attend: string | null;
  cancelled: string | null;
  days: string;
  new: string;
  changed: string;
  unchanged: string;
}

/**
 * The newest value of each cell (the last accepted one, submission `own` before all), added up by week and month, and for cells of `own` the
 * value that it replaces, also counted by the file that stated it. Weeks and months come from a list of days: working them out for each fact took longer than adding up.
 */
const SHARED = `
  with cells as (
    select f.cdc_number, f.test_number, f.period, f.submission_number = $5 as is_own, f.delivered, f.did_not_attend, f.cancelled,
      array[f.delivered, f.did_not_attend, f.cancelled, f.planned] as measures, row_number() over cell as place,
      lead(array[f.delivered, f.did_not_attend, f.cancelled, f.planned]) over cell as before,
      lead(f.submission_number) over cell as before_file
    from activity_fact f join submission s on s.submission_number = f.submission_number
    where f.grain = $1 and f.cdc_number = any ($2) and f.period between $3 and $4 and (s.accepted_position is not null or s.submission_number = $5)
    window cell as (partition by f.cdc_number, f.test_number, f.period order by s.accepted_position desc nulls first)
  )
  select case when grouping(n.before_file) = 0 then 'file' when grouping(d.sunday) = 0 then 'week' else 'month' end as kind, n.before_file, n.cdc_number, coalesce(d.sunday, d.month) as period, n.test_number,
    sum(n.delivered) as delivered, sum(n.did_not_attend) as did_not_attend, sum(n.cancelled) as cancelled, count(*) as days,
    count(*) filter (where n.is_own and n.before is null) as new,
    count(*) filter (where n.is_own and n.before is not null and n.before is distinct from n.measures) as changed,
    count(*) filter (where n.is_own and n.before is not distinct from n.measures) as unchanged
  from cells n join unnest($6::date[], $7::text[], $8::text[]) as d (day, sunday, month) on d.day = n.period
  where n.place = 1
  group by grouping sets ((n.cdc_number, n.test_number, d.sunday), (n.cdc_number, n.test_number, d.month), (n.before_file))`;

/** Whole totals by week and month from the facts within the spans; a period that reaches beyond them is not whole and must not be used. */
export async function countShared(manager: EntityManager, grain: number, own: number, spans: readonly TouchedSpan[]): Promise<SharedCount> {
  const first = Math.min(...spans.map((span) => span.first));
  const last = Math.max(...spans.map((span) => span.last));
  const days = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const rows: TotalRow[] = await queryFacts(manager, SHARED, [
    grain,
    [...new Set(spans.map((span) => span.cdcNumber))],
    isoDate(first),
    isoDate(last),
    own,
    days.map(isoDate),
    days.map((day) => isoDate(weekEnding(day))),
    days.map(monthOf),
  ]);
  // Each cell lies in one week and in one month: the months alone count every cell once.
  const months = rows.filter((row) => row.kind === 'month');
  const sum = (of: (row: TotalRow) => string): number => months.reduce((total, row) => total + Number(of(row)), 0);
  return {
    totals: rows.flatMap(totalOf),
    changes: { new: sum((row) => row.new), changed: sum((row) => row.changed), unchanged: sum((row) => row.unchanged) },
    changedPeriods: rows.filter((row) => Number(row.changed) > 0).flatMap(totalOf),
    replaced: rows.flatMap(replacedOf),
    changed: months
      .filter((row) => Number(row.changed) > 0)
      .map((row) => ({ cdcNumber: row.cdc_number, testNumber: row.test_number, month: row.period, cells: Number(row.changed) })),
  };
}

function replacedOf(row: TotalRow): ReplacedFile[] {
  if (row.kind !== 'file' || row.before_file === null) return [];
  const [changed, unchanged] = [Number(row.changed), Number(row.unchanged)];
  return changed + unchanged === 0 ? [] : [{ submissionNumber: row.before_file, cells: changed + unchanged, changed }];
}

function totalOf(row: TotalRow): CellTotal[] {
  if (row.kind === 'file') return [];
  return [{
    kind: row.kind,
    cdcNumber: row.cdc_number,
    period: row.kind === 'week' ? dayNumber(row.period) : row.period,
    testNumber: row.test_number,
    delivered: Number(row.delivered),
    didNotAttend: row.did_not_attend === null ? null : Number(row.did_not_attend),
    cancelled: row.cancelled === null ? null : Number(row.cancelled),
    days: Number(row.days),
  }];
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
