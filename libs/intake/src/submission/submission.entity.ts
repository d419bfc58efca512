import { type SubmissionStatus } from '@cdc/contracts';
import { type SubmissionParameters } from './submission-parameters.model.js';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** One file as it was sent, and what became of it. Times are the platform Clock's. */
@Entity({ name: 'submission' })
@Check('submission_status_check', "status in ('received', 'checking', 'awaiting-confirmation', 'accepted', 'rejected', 'quarantined', 'superseded')")
@Unique('submission_submission_number_key', ['submissionNumber'])
@Index('submission_once', { synchronize: false })
@Index('submission_waiting', ['submittedAt'], { where: "status in ('received', 'checking')" })
@Index('submission_to_destroy', ['submissionId'], { where: "(status = 'quarantined' or unseen) and file_destroyed_at is null" })
@Index('submission_awaiting', ['feed'], { where: "status = 'awaiting-confirmation'" })
@Index('submission_accepted', ['acceptedPosition'], { unique: true, where: 'accepted_position is not null' })
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

  /** What the sender said beside the file; null where the file says it. */
  @Column({ type: 'text', nullable: true })
  entity!: string | null;

  @Column({ type: 'text', nullable: true })
  period!: string | null;

  @Column({ type: 'text', nullable: true })
  charset!: SubmissionParameters['charset'];

  @Column({ name: 'date_order', type: 'text', nullable: true })
  dateOrder!: SubmissionParameters['dateOrder'];

  @Column({ name: 'submitted_by', type: 'text' })
  submittedBy!: string;

  @Column({ name: 'submitted_at', type: 'timestamptz' })
  submittedAt!: Date;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  @Column({ name: 'rows_read', type: 'int', default: 0 })
  rowsRead!: number;

  @Column({ name: 'rows_new', type: 'int', default: 0 })
  rowsNew!: number;

  @Column({ name: 'rows_changed', type: 'int', default: 0 })
  rowsChanged!: number;

  @Column({ name: 'rows_unchanged', type: 'int', default: 0 })
  rowsUnchanged!: number;

  /** Rows, or values of them, that stood before and that the file leaves out. */
  @Column({ name: 'rows_dropped', type: 'int', default: 0 })
  rowsDropped!: number;

  @Column({ type: 'int', default: 0 })
  errors!: number;

  @Column({ type: 'int', default: 0 })
  warnings!: number;

  @Column({ type: 'jsonb', default: {} })
  totals!: Record<string, number>;

  @Column({ name: 'progress_step', type: 'text', default: 'received' })
  progressStep!: string;

  @Column({ name: 'progress_done', type: 'bigint', default: 0 })
  progressDone!: string;

  @Column({ name: 'progress_total', type: 'bigint', default: 0 })
  progressTotal!: string;

  /** The log position at which the file entered the figures; null until then. */
  @Column({ name: 'accepted_position', type: 'bigint', nullable: true })
  acceptedPosition!: string | null;

  /** The file could not be looked through for patients: it is destroyed as a quarantined one is. */
  @Column({ type: 'boolean', default: false })
  unseen!: boolean;

  /** Set for such a submission, and a quarantined one, once nothing of its file is left. */
  @Column({ name: 'file_destroyed_at', type: 'timestamptz', nullable: true })
  fileDestroyedAt!: Date | null;

  /** The log position at which the file arrived; null for files from before it was kept. */
  @Column({ name: 'received_position', type: 'bigint', nullable: true })
  receivedPosition!: string | null;

  /** Values of an accepted file that no later one has restated; null for files from before they were counted. */
  @Column({ name: 'live_cells', type: 'int', nullable: true })
  liveCells!: number | null;

  /** References of the files of which this one restated the last value that counted. */
  @Column({ type: 'text', array: true, default: [] })
  supersedes!: string[];

  /** What a file states that waits for reasons; null for any other. */
  @Column({ type: 'text', array: true, nullable: true })
  places!: string[] | null;
}
