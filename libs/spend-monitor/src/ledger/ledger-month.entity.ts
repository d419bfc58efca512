import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Which file holds for the ledger of an entity and month. */
@Entity({ name: 'ledger_month' })
export class LedgerMonth {
  @PrimaryColumn({ name: 'entity_code', type: 'text' })
  entityCode!: string;

  /** Its first day. */
  @PrimaryColumn({ type: 'date' })
  period!: string;

  @Column({ name: 'entity_name', type: 'text' })
  entityName!: string;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;

  @Column({ name: 'submission_id', type: 'text' })
  submissionId!: string;

  /** Date in England on which it was taken in. */
  @Column({ name: 'posted_on', type: 'date' })
  postedOn!: string;
}
