import { type EntityManager } from 'typeorm';
import { type Decision } from './decision.model.js';
import { Submission } from './submission.entity.js';
import { type SubmissionParameters } from './submission-parameters.model.js';

export type NewSubmission = Pick<Submission, 'submissionId' | 'feed' | 'region' | 'fileName' | 'sha256' | 'bytes' | 'reason' | 'submittedBy' | 'submittedAt'> & SubmissionParameters;

/** What makes two files one submission. */
export type FileIdentity = Pick<Submission, 'feed' | 'sha256' | 'region'> & SubmissionParameters;

/** The columns of the index `submission_once`. */
const IDENTITY = ['feed', 'sha256', ...['region', 'entity', 'period', 'charset', 'date_order'].map((column) => `coalesce(${column}, '')`)];
/** Closed before it counted: a newer file took the place of one that waited. */
const NOT_TURNED_AWAY = "status not in ('rejected', 'quarantined') and (status <> 'superseded' or accepted_position is not null)";

/** Adds a row, unless the same file from the same scope is there already; then nothing is written and null is returned. */
export async function addSubmission(manager: EntityManager, one: NewSubmission): Promise<Submission | null> {
  const [row]: Readonly<Record<string, unknown>>[] = await manager.query(
    `insert into submission (submission_id, feed, region, status, file_name, sha256, bytes, reason, submitted_by, submitted_at, progress_total, entity, period, charset, date_order)
     values ($1, $2, $3, 'received', $4, $5, $6, $7, $8, $9, $6, $10, $11, $12, $13)
     on conflict (${IDENTITY.join(', ')}) where ${NOT_TURNED_AWAY} do nothing returning *`,
    [one.submissionId, one.feed, one.region, one.fileName, one.sha256, one.bytes, one.reason, one.submittedBy, one.submittedAt, one.entity, one.period, one.charset, one.dateOrder],
  );
  return row ? submissionOf(manager, row) : null;
}

/** A row of the table as it is stored. */
function submissionOf({ connection }: EntityManager, row: Readonly<Record<string, unknown>>): Submission {
  const { columns } = connection.getMetadata(Submission);
  return Object.assign(new Submission(), Object.fromEntries(columns.map((column) => [column.propertyName, connection.driver.prepareHydratedValue(row[column.databaseName], column)])));
}

export async function findSubmission(manager: EntityManager, submissionId: string): Promise<Submission | null> {
  return manager.findOneBy(Submission, { submissionId });
}

/** The submission that holds this file already, if there is one that was not turned away. */
export async function findSameFile(manager: EntityManager, file: FileIdentity): Promise<Submission | null> {
  const values = [file.feed, file.sha256, file.region, file.entity, file.period, file.charset, file.dateOrder].map((value) => value ?? '');
  return manager
    .createQueryBuilder(Submission, 's')
    .where(`(${IDENTITY.join(', ')}) = (${values.map((_, at) => `:value${at}`).join(', ')}) and ${NOT_TURNED_AWAY}`)
    .setParameters(Object.fromEntries(values.map((value, at) => [`value${at}`, value])))
    .getOne();
}

/** Locks the row of a submission that still waits for its decision; null when another worker has decided it. */
export async function lockUndecided(manager: EntityManager, submissionId: string): Promise<Submission | null> {
  return manager
    .createQueryBuilder(Submission, 's')
    .setLock('pessimistic_write')
    .where("s.submissionId = :submissionId and s.status in ('received', 'checking')", { submissionId })
    .getOne();
}

/** Locks the row of a submission that waits for reasons; null when it does not. */
export async function lockAwaiting(manager: EntityManager, submissionId: string): Promise<Submission | null> {
  return manager
    .createQueryBuilder(Submission, 's')
    .setLock('pessimistic_write')
    .where("s.submissionId = :submissionId and s.status = 'awaiting-confirmation'", { submissionId })
    .getOne();
}

/** Ends the wait of a submission. @param step `received` to have it checked once more */
export async function moveOn(manager: EntityManager, submission: Submission, step: { status: 'received' | 'rejected'; decidedAt: Date | null; reason?: string }): Promise<Submission> {
  const { status, decidedAt, reason = submission.reason } = step;
  const progressStep = status === 'received' ? 'received' : submission.progressStep;
  await manager.query('update submission set status = $2, decided_at = $3, reason = $4, progress_step = $5, places = null where submission_id = $1', [
    submission.submissionId,
    status,
    decidedAt,
    reason,
    progressStep,
  ]);
  return Object.assign(submission, { status, decidedAt, reason, progressStep, places: null });
}

export async function undecidedIds(manager: EntityManager): Promise<string[]> {
  const rows: { submission_id: string }[] = await manager.query(
    "select submission_id from submission where status in ('received', 'checking') order by submission_number",
  );
  return rows.map((row) => row.submission_id);
}

export async function noteProgress(manager: EntityManager, submissionId: string, step: string, done: number): Promise<void> {
  await manager.query("update submission set status = 'checking', progress_step = $2, progress_done = $3 where submission_id = $1 and status in ('received', 'checking')", [
    submissionId,
    step,
    done,
  ]);
}

/** Writes the decision into the row and gives the row back as it now stands. */
export async function decide(manager: EntityManager, submission: Submission, decision: Decision): Promise<Submission> {
  await manager.query(
    `update submission set status = $2, layout = $3, rows_read = $4, rows_new = $5, rows_changed = $6, rows_unchanged = $7, errors = $8, warnings = $9,
       totals = $10, decided_at = $11, rows_dropped = $12, supersedes = $13, live_cells = $14, places = $15, unseen = $16,
       progress_step = 'decided', progress_done = progress_total where submission_id = $1`,
    [
      submission.submissionId,
      decision.status,
      decision.layout,
      decision.read,
      decision.new,
      decision.changed,
      decision.unchanged,
      decision.errors,
      decision.warnings,
      decision.totals,
      decision.decidedAt,
      decision.dropped,
      decision.supersedes,
      decision.liveCells,
      decision.places,
      decision.unseen,
    ],
  );
  return Object.assign(submission, {
    status: decision.status,
    layout: decision.layout,
    rowsRead: decision.read,
    rowsNew: decision.new,
    rowsChanged: decision.changed,
    rowsUnchanged: decision.unchanged,
    errors: decision.errors,
    warnings: decision.warnings,
    totals: decision.totals,
    decidedAt: decision.decidedAt,
    rowsDropped: decision.dropped,
    supersedes: [...decision.supersedes],
    liveCells: decision.liveCells,
    places: decision.places && [...decision.places],
    unseen: decision.unseen,
  });
}

/** Keeps the position at which the file arrived: what is accepted after it was accepted meanwhile. */
export async function stampReceived(manager: EntityManager, submissionId: string, position: string | null): Promise<void> {
  await manager.query('update submission set received_position = $2 where submission_id = $1', [submissionId, position]);
}

/** Keeps the position under which the file entered the figures. Runs under the log's lock. */
export async function stampAccepted(manager: EntityManager, submissionId: string, position: string | null): Promise<void> {
  await manager.query('update submission set accepted_position = $2 where submission_id = $1', [submissionId, position]);
}

/**
 * Submissions whose file nobody may keep and that is, as far as is known, not destroyed yet. Bytes that were accepted once have been looked through: then it was
 * only this time that they could not be.
 */
export async function withFileToDestroy(manager: EntityManager): Promise<{ submission_id: string; sha256: string }[]> {
  return manager.query(
    `select submission_id, sha256 from submission s where (status = 'quarantined' or unseen) and file_destroyed_at is null
       and (status = 'quarantined' or not exists (select 1 from submission other where other.sha256 = s.sha256 and other.accepted_position is not null))`,
  );
}

/** Whether these bytes were destroyed only because they could not be looked through. */
export async function wasUnseen(manager: EntityManager, sha256: string): Promise<boolean> {
  const rows: { unseen: boolean }[] = await manager.query("select unseen from submission where sha256 = $1 and (status = 'quarantined' or unseen)", [sha256]);
  return rows.length > 0 && rows.every(({ unseen }) => unseen);
}

/** @returns false when it was noted before */
export async function noteDestroyed(manager: EntityManager, submissionId: string, at: Date): Promise<boolean> {
  const [, changed]: [unknown, number] = await manager.query('update submission set file_destroyed_at = $2 where submission_id = $1 and file_destroyed_at is null', [submissionId, at]);
  return changed === 1;
}
