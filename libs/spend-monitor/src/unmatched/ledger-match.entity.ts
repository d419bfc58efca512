import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What a person said of a line that its ledger leaves open. Append-only; the highest id of a line holds. */
@Entity({ name: 'ledger_match' })
@Index('ledger_match_line', ['entityCode', 'period', 'fingerprint', 'occurrence'])
export class LedgerMatch {
  @PrimaryGeneratedColumn('identity', { name: 'ledger_match_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  ledgerMatchId!: string;

  @Column({ name: 'entity_code', type: 'text' })
  entityCode!: string;

  @Column({ type: 'date' })
  period!: string;

  /** Of the line, not its id: so the match holds when the ledger is sent again. */
  @Column({ type: 'text' })
  fingerprint!: string;

  @Column({ type: 'int' })
  occurrence!: number;

  @Column({ name: 'cdc_code', type: 'text', nullable: true })
  cdcCode!: string | null;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ type: 'text' })
  line!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'matched_by', type: 'text' })
  matchedBy!: string;

  @Column({ name: 'matched_at', type: 'timestamptz' })
  matchedAt!: Date;
}
