import { randomBytes } from 'node:crypto';
import { assertMayReadRegion, assertMaySubmit, scopeOf, type Principal } from '@cdc/access';
import { serviceRow, submissionEvents, type FeedName } from '@cdc/contracts';
import { Clock, FileStore, UnitOfWork, event, fileDestroyed } from '@cdc/platform';
import { type Readable } from 'node:stream';
import { reasonsAhead, type StatedReason } from '../confirmation/confirmation.model.js';
import { addReasons } from '../confirmation/confirmation.repository.js';
import { type DryRunAnswer } from '../dry-run/dry-run.model.js';
import { type DryRunService } from '../dry-run/dry-run.service.js';
import { type CheckDispatch } from './check-dispatch.js';
import { emptyFile, fileTooLarge, submissionNotFound } from './submission.errors.js';
import { isDestroyed, submissionReference, stateOf, viewOf, type SubmissionView } from './submission.model.js';
import { addSubmission, findSameFile, findSubmission, stampReceived, type NewSubmission } from './submission.repository.js';
import { type Submission } from './submission.entity.js';
import { parametersOf, type StatedParameters } from './submission-parameters.model.js';
import { refusePatientNames } from './submission-names.model.js';
import { type Upload } from './upload.js';

/** What a sender says of a file besides what it holds. */
export interface SenderNote {
  readonly reason: string | null;
  /** Codes of warnings that the reason answers, joined by commas. */
  readonly confirm?: string | undefined;
  /** More to be kept in the audit row: ids and counts only. */
  readonly audit?: Readonly<Record<string, unknown>>;
}

/** What a sender hears at once: the receipt, and whether it is a new one. */
export interface Receipt {
  readonly submission: SubmissionView;
  readonly isNew: boolean;
}

/** Takes files in: spool, row, event, check. No transaction is open while a client is sending. */
export class SubmissionService {
  private readonly events;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dryRuns: DryRunService,
    private readonly files: FileStore,
    private readonly dispatch: CheckDispatch,
    private readonly clock: Clock,
    readonly maxBytes: number,
  ) {
    this.events = submissionEvents(serviceRow(unitOfWork.service).name);
  }

  /**
   * Keeps the file and has it checked. The same file from the same scope, with the same parameters, gives the first receipt again.
   * @throws DomainError FORBIDDEN_FEED, POSSIBLE_PATIENT_DATA, FILE_TOO_LARGE, EMPTY_FILE, UPLOAD_BROKEN, and those of the parameters and of the note
   */
  async receive(principal: Principal, feed: FeedName, upload: Upload, note: SenderNote, stated: StatedParameters = {}): Promise<Receipt> {
    assertMaySubmit(principal, feed);
    const parameters = parametersOf(feed, stated);
    const { reason } = note;
    refusePatientNames(upload.fileName, reason, stated);
    const reasons = reasonsAhead(note.confirm, reason);
    const stored = await this.spool(upload.content);
    const region = principal.region;
    for (;;) {
      const added = await this.add(principal, { feed, fileName: upload.fileName, sha256: stored.sha256, bytes: String(stored.bytes), reason, ...parameters }, reasons, note.audit ?? {});
      if (added) {
        await this.dispatch.begin(added);
        return { submission: viewOf(added), isNew: true };
      }
      const same = await findSameFile(this.unitOfWork.dataSource.manager, { feed, sha256: stored.sha256, region, ...parameters });
      if (same) return { submission: viewOf(same), isNew: false };
    }
  }

  /** The answer that the file would get, with everything that it would do. Nothing of it is kept. */
  async dryRun(principal: Principal, feed: FeedName, upload: Upload, note: SenderNote = { reason: null }, stated: StatedParameters = {}): Promise<DryRunAnswer> {
    assertMaySubmit(principal, feed);
    const parameters = parametersOf(feed, stated);
    refusePatientNames(upload.fileName, note.reason, stated);
    const reasons = reasonsAhead(note.confirm, note.reason);
    const { regions } = scopeOf(principal);
    const { region, subject: sender } = principal;
    return this.dryRuns.run({ feed, fileName: upload.fileName, content: this.limited(upload.content), regions, region, sender, reason: note.reason, parameters, reasons });
  }

  /** @throws DomainError SUBMISSION_NOT_FOUND or FORBIDDEN_REGION */
  async find(principal: Principal, submissionId: string): Promise<Submission> {
    const submission = await findSubmission(this.unitOfWork.dataSource.manager, submissionId);
    if (!submission) throw submissionNotFound(submissionId);
    assertMayReadRegion(principal, submission.region);
    return submission;
  }

  /** The file as it was sent. @throws DomainError FILE_DESTROYED where nobody may keep it */
  async original(principal: Principal, submissionId: string): Promise<{ fileName: string; content: Readable }> {
    const submission = await this.find(principal, submissionId);
    if (isDestroyed(submission)) throw fileDestroyed();
    return { fileName: submission.fileName, content: await this.files.get(submission.sha256) };
  }

  private async *limited(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let bytes = 0;
    for await (const chunk of content) {
      bytes += chunk.length;
      if (bytes > this.maxBytes) throw fileTooLarge(this.maxBytes);
      yield chunk;
    }
    if (bytes === 0) throw emptyFile();
  }

  private async spool(content: Readable): Promise<{ sha256: string; bytes: number }> {
    const stored = await this.files.put(content, this.maxBytes);
    if (stored.bytes > 0) return stored;
    await this.files.destroy(stored.sha256);
    throw emptyFile();
  }

  private async add(principal: Principal, file: Omit<NewSubmission, 'submissionId' | 'region' | 'submittedBy' | 'submittedAt'>, reasons: readonly StatedReason[], audit: Readonly<Record<string, unknown>>): Promise<Submission | null> {
    const now = this.clock.now();
    const submissionId = submissionReference(serviceRow(this.unitOfWork.service).prefix, now, randomBytes(8));
    return this.unitOfWork.run(principal.subject, principal.region === null ? 'all' : [principal.region], async (tx) => {
      const submission = await addSubmission(tx.manager, {
        ...file,
        submissionId,
        region: principal.region,
        submittedBy: principal.subject,
        submittedAt: now,
      });
      if (!submission) return null;
      await addReasons(tx.manager, submissionId, reasons, { givenBy: principal.subject, givenAt: now, messagesOf: () => null });
      await tx.emit(
        { action: 'submission-received', subject: submissionId, details: { feed: file.feed, sha256: file.sha256, bytes: Number(file.bytes), ...audit } },
        [event(this.events.received, submissionId, stateOf(submission))],
        (emitted) => stampReceived(tx.manager, submissionId, emitted.lastPosition),
      );
      return submission;
    });
  }
}
