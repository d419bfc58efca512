import { type SubmissionStatus } from '@cdc/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One file as it was sent, and what became of it. Times are the platform Clock's. */
@Entity({ name: 'submission' })
export class Submission {
  @PrimaryColumn({ name: 'submission_id', type: 'text' })
  submissionId!: string;

  /** Short number that facts carry. It follows the time of sending, not of acceptance: order by `acceptedPosition`. */
  @Column({ name: 'submission_number', type: 'int', insert: false, update: false })
  submissionNumber!: number;

  @Column({ type: 'text' })
  feed!: string;

  @Column({ type: 'text', nullable: true })
  region!: string | null;

  @Column({ type: 'text' })
  status!: SubmissionStatus;

  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;

  @Column({ type: 'text' })
  sha256!: string;

  @Column({ type: 'bigint' })
  bytes!: string;

  @Column({ type: 'text', nullable: true })
  layout!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'submitted_by', type: 'text' })
  submittedBy!: string;

  @Column({ name: 'submitted_at', type: 'timestamptz' })
  submittedAt!: Date;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  @Column({ name: 'rows_read', type: 'int' })
  rowsRead!: number;

  @Column({ name: 'rows_new', type: 'int' })
  rowsNew!: number;

  @Column({ name: 'rows_changed', type: 'int' })
  rowsChanged!: number;

  @Column({ name: 'rows_unchanged', type: 'int' })
  rowsUnchanged!: number;

  @Column({ type: 'int' })
  errors!: number;

  @Column({ type: 'int' })
  warnings!: number;

  @Column({ type: 'jsonb' })
  totals!: Record<string, number>;

  @Column({ name: 'progress_step', type: 'text' })
  progressStep!: string;

  @Column({ name: 'progress_done', type: 'bigint' })
  progressDone!: string;

  @Column({ name: 'progress_total', type: 'bigint' })
  progressTotal!: string;

  /** The log position at which the file entered the figures; null until then. */
  @Column({ name: 'accepted_position', type: 'bigint', nullable: true })
  acceptedPosition!: string | null;
}
