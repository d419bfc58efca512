import { Injectable } from '@nestjs/common';
import { isIsoMonth } from '@cdc/contracts';
import { PageQuery, UnitOfWork, decodeCursor, toPage, type Page } from '@cdc/platform';
import { z } from 'zod';

export const UnmatchedQuery = PageQuery.extend({
  entity: z.string().trim().toUpperCase().max(20).optional().describe('Code of the organisation whose ledger it is'),
  period: z.string().refine(isIsoMonth, 'A month like 2020-06').optional().describe('Ledger month'),
});
export type UnmatchedQuery = z.infer<typeof UnmatchedQuery>;

/** A line of a present ledger as finance sees it. Whole pence; credit notes are negative. Null where the ledger does not say. */
export interface LedgerLineView {
  readonly id: string;
  readonly entity: string;
  readonly entityName: string;
  readonly period: string;
  readonly date: string;
  readonly amountPence: number;
  readonly expenseType: string | null;
  readonly expenseArea: string | null;
  readonly supplier: string | null;
  readonly reference: string | null;
  readonly kind: string | null;
  readonly line: string | null;
  readonly cdcCode: string | null;
}

/** The queue, and what all of it adds up to, on whichever page. */
export interface UnmatchedPage extends Page<LedgerLineView> {
  readonly totals: { readonly lines: number; readonly amountPence: number };
}

export const LINE_COLUMNS = `ledger_line_id::text as id, entity_code as entity, entity_name as "entityName", to_char(period, 'YYYY-MM') as period,
  line_date::text as date, amount_pence::text as "amountPence", expense_type as "expenseType", expense_area as "expenseArea", supplier, reference,
  kind, line, cdc_code as "cdcCode"`;

export type LineRow = Omit<LedgerLineView, 'amountPence'> & { readonly amountPence: string };

export function lineView(row: LineRow): LedgerLineView {
  return { ...row, amountPence: Number(row.amountPence) };
}

const WAITING = `from ledger_present where not is_matched and ($1::text is null or entity_code = $1) and ($2::date is null or period = $2)`;

/** Lines of present ledgers that cannot be compared with a plan yet, newest first. */
@Injectable()
export class UnmatchedReadModel {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async unmatched(query: UnmatchedQuery): Promise<UnmatchedPage> {
    const [date, id] = query.after === undefined ? [null, null] : decodeCursor(z.tuple([z.iso.date(), z.string().regex(/^\d{1,18}$/)]), query.after);
    const filter = [query.entity ?? null, query.period === undefined ? null : `${query.period}-01`];
    const { dataSource } = this.unitOfWork;
    const rows: LineRow[] = await dataSource.query(
      `select ${LINE_COLUMNS} ${WAITING} and ($3::date is null or (line_date, ledger_line_id) < ($3, $4::bigint))
       order by line_date desc, ledger_line_id desc limit $5`,
      [...filter, date, id, query.limit + 1],
    );
    const [totals]: { lines: number; pence: string }[] = await dataSource.query(`select count(*)::int as lines, coalesce(sum(amount_pence), 0)::text as pence ${WAITING}`, filter);
    const page = toPage(rows, query.limit, (row) => [row.date, row.id]);
    return { items: page.items.map(lineView), next: page.next, totals: { lines: totals?.lines ?? 0, amountPence: Number(totals?.pence ?? 0) } };
  }
}
