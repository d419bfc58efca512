import { type ErrorItem } from '@cdc/feeds';
import { type EntityManager } from 'typeorm';

/** All errors of one cause. */
export interface ErrorGroup {
  readonly code: string;
  readonly severity: string;
  readonly count: number;
  readonly columns: readonly string[];
  readonly firstRow: number | null;
  readonly lastRow: number | null;
  readonly message: string;
  readonly fix: string;
  readonly examples: readonly ErrorItem[];
}

const ITEM = `json_build_object('severity', severity, 'row', row_number, 'column', column_name, 'cell', cell, 'sheet', sheet, 'code', code,
  'value', value, 'message', message, 'fix', fix, 'suggestion', suggestion)`;

/** The errors in the order of the file, after `ordinal`, at most `limit`. */
export async function errorsAfter(manager: EntityManager, submissionId: string, ordinal: number, limit: number): Promise<{ ordinal: number; item: ErrorItem }[]> {
  return manager.query(`select ordinal, ${ITEM} as item from submission_error where submission_id = $1 and ordinal > $2 order by ordinal limit $3`, [
    submissionId,
    ordinal,
    limit,
  ]);
}

/** The errors grouped by cause and column, most rows first. */
export async function errorGroups(manager: EntityManager, submissionId: string): Promise<ErrorGroup[]> {
  return manager.query(
    `select code, severity, count(*)::int as count, array_agg(distinct column_name) filter (where column_name is not null) as columns,
       min(row_number) as "firstRow", max(row_number) as "lastRow", (array_agg(message order by ordinal))[1] as message, (array_agg(fix order by ordinal))[1] as fix,
       (array_agg(${ITEM} order by ordinal))[1:3] as examples
     from submission_error where submission_id = $1 group by code, severity order by severity, count(*) desc, code`,
    [submissionId],
  );
}
