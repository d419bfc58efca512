import { isMatchedSpend, isoDate } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { lockSpend } from '../spend-lock.js';
import { type StoodLine } from './ledger-diff.js';
import { LedgerMonth } from './ledger-month.entity.js';
import { type IdentifiedLine } from './line-fingerprints.js';
import { type PostedDay } from './posted-cells.model.js';

/** The ledger of one entity and month: loads it and adds to it, all lines at a time. */
export class LedgerRepository {
  private readonly firstDay: string;

  /** @param period `2020-06` */
  constructor(
    private readonly manager: EntityManager,
    private readonly entityCode: string,
    private readonly period: string,
  ) {
    this.firstDay = `${period}-01`;
  }

  /** Two files of one ledger, or a file and a match, follow each other. */
  async lock(): Promise<void> {
    await lockSpend(this.manager, `ledger ${this.entityCode} ${this.period}`);
  }

  async month(): Promise<LedgerMonth | null> {
    return this.manager.findOneBy(LedgerMonth, { entityCode: this.entityCode, period: this.firstDay });
  }

  async present(): Promise<StoodLine[]> {
    const rows: (Omit<StoodLine, 'amountPence'> & { amountPence: string })[] = await this.manager.query(
      `select fingerprint, occurrence, reference, line_date::text as date, amount_pence::text as "amountPence" from ledger_present where entity_code = $1 and period = $2`,
      [this.entityCode, this.firstDay],
    );
    return rows.map((row) => ({ ...row, amountPence: Number(row.amountPence) }));
  }

  async add(submissionNumber: number, lines: readonly IdentifiedLine[]): Promise<void> {
    const rows = lines.map(({ day, ...line }) => ({ ...line, lineDate: isoDate(day), isMatched: isMatchedSpend(line) }));
    await this.manager.query(
      `insert into ledger_line (submission_number, row_number, entity_code, period, line_date, amount_pence, expense_type, expense_area, supplier, reference,
         kind, cdc_code, line, is_matched, fingerprint, occurrence)
       select $1, r."rowNumber", $2, $3, r."lineDate", r."amountPence", r."expenseType", r."expenseArea", r.supplier, r.reference,
         r.kind, r."cdcCode", r.line, r."isMatched", r.fingerprint, r.occurrence
       from json_to_recordset($4) as r ("rowNumber" int, "lineDate" date, "amountPence" bigint, "expenseType" text, "expenseArea" text, supplier text,
         reference text, kind text, "cdcCode" text, line text, "isMatched" boolean, fingerprint text, occurrence int)`,
      [submissionNumber, this.entityCode, this.firstDay, JSON.stringify(rows)],
    );
  }

  /** From now on this file is the ledger of the entity and month. */
  async hold(file: Omit<LedgerMonth, 'entityCode' | 'period'>): Promise<void> {
    await this.manager.upsert(LedgerMonth, { entityCode: this.entityCode, period: this.firstDay, ...file }, ['entityCode', 'period']);
  }

  /** The present ledger by day. Amounts fit a whole number of JavaScript: a line is at most £1 trillion. */
  async postedDays(): Promise<PostedDay[]> {
    const rows: (Omit<PostedDay, 'amountPence'> & { amountPence: string })[] = await this.manager.query(
      `select cdc_code as "cdcCode", kind, line, line_date::text as date, sum(amount_pence)::text as "amountPence", count(*)::int as lines
       from ledger_present where entity_code = $1 and period = $2 group by cdc_code, kind, line, line_date`,
      [this.entityCode, this.firstDay],
    );
    return rows.map((row) => ({ ...row, amountPence: Number(row.amountPence) }));
  }
}
