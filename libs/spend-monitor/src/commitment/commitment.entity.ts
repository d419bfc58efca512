import { Check, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A purchase order as one file stated it. Append-only: the row with the highest id of an order holds. Whole pence. */
@Entity({ name: 'commitment' })
@Check('commitment_ordered', 'ordered_pence >= receipted_pence')
@Check('commitment_receipted', 'receipted_pence >= invoiced_pence')
@Check('commitment_invoiced', 'invoiced_pence >= 0')
export class Commitment {
  @PrimaryColumn({ name: 'po_reference', type: 'text' })
  poReference!: string;

  /** Rises with every row. */
  @PrimaryGeneratedColumn('identity', { name: 'commitment_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  commitmentId!: string;

  @Column({ name: 'contract_reference', type: 'text', nullable: true })
  contractReference!: string | null;

  @Column({ name: 'org_code', type: 'text' })
  orgCode!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  line!: string;

  @Column({ name: 'ordered_pence', type: 'bigint' })
  orderedPence!: string;

  @Column({ name: 'receipted_pence', type: 'bigint' })
  receiptedPence!: string;

  @Column({ name: 'invoiced_pence', type: 'bigint' })
  invoicedPence!: string;

  @Column({ name: 'submission_number', type: 'int' })
  submissionNumber!: number;
}
