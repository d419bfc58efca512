import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import { Machine } from '../machine/machine.entity.js';

/** What was said of a milestone, once; never changed. Null dates were not stated, those `before` are what had held. */
@Entity({ name: 'milestone_statement' })
@Index('milestone_statement_place', ['machineId'])
export class MilestoneStatement {
  @PrimaryGeneratedColumn('identity', { name: 'statement_id', type: 'bigint', generatedIdentity: 'ALWAYS' })
  statementId!: string;

  @Column({ name: 'machine_id', type: 'text' })
  machineId!: string;

  @ManyToOne(() => Machine)
  @JoinColumn({ name: 'machine_id', foreignKeyConstraintName: 'milestone_statement_machine' })
  machine!: Relation<Machine>;

  @Column({ type: 'text' })
  milestone!: string;

  @Column({ type: 'date', nullable: true })
  baseline!: string | null;

  @Column({ name: 'baseline_before', type: 'date', nullable: true })
  baselineBefore!: string | null;

  @Column({ type: 'date', nullable: true })
  forecast!: string | null;

  @Column({ name: 'forecast_before', type: 'date', nullable: true })
  forecastBefore!: string | null;

  @Column({ type: 'date', nullable: true })
  actual!: string | null;

  @Column({ name: 'actual_before', type: 'date', nullable: true })
  actualBefore!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'text', nullable: true })
  evidence!: string | null;

  /** By the Clock. */
  @Column({ name: 'stated_at', type: 'timestamptz' })
  statedAt!: Date;

  /** The issuer's identifier of the account. */
  @Column({ name: 'stated_by', type: 'text' })
  statedBy!: string;

  /** Null when a person recorded it and no file. */
  @Column({ name: 'submission_id', type: 'text', nullable: true })
  submissionId!: string | null;

  @Column({ name: 'row_number', type: 'int', nullable: true })
  rowNumber!: number | null;
}
