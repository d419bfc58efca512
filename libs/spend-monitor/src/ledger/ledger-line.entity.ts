import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A line of a ledger as one file stated it. Append-only; which file holds, `ledger_month` says. */
@Entity({ name: 'ledger_line' })
@Check('ledger_line_period', 'extract(day from period) = 1')
@Unique('ledger_line_row', ['submissionNumber', 'rowNumber'])
export class LedgerLine {
  @PrimaryGeneratedColumn('identity', { name: 'ledger_line_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  ledgerLineId!: string;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;

  @Column({ name: 'row_number', type: 'int' })
  rowNumber!: number;

  @Column({ name: 'entity_code', type: 'text' })
  entityCode!: string;

  /** First day of the ledger month. */
  @Column({ type: 'date' })
  period!: string;

  /** It decides the week, and may lie outside the month. */
  @Column({ name: 'line_date', type: 'date' })
  lineDate!: string;

  @Column({ name: 'amount_pence', type: 'bigint' })
  amountPence!: string;

  @Column({ name: 'expense_type', type: 'text', nullable: true })
  expenseType!: string | null;

  @Column({ name: 'expense_area', type: 'text', nullable: true })
  expenseArea!: string | null;

  @Column({ type: 'text', nullable: true })
  supplier!: string | null;

  @Column({ type: 'text', nullable: true })
  reference!: string | null;

  @Column({ type: 'text', nullable: true })
  kind!: string | null;

  @Column({ name: 'cdc_code', type: 'text', nullable: true })
  cdcCode!: string | null;

  @Column({ type: 'text', nullable: true })
  line!: string | null;

  /** Whether the file itself says all that a comparison with a plan needs. */
  @Column({ name: 'is_matched', type: 'boolean' })
  isMatched!: boolean;

  /** Of all that the line says. */
  @Column({ type: 'text' })
  fingerprint!: string;

  /** 1 for the first of several lines that are the same in every column. */
  @Column({ type: 'int' })
  occurrence!: number;
}
