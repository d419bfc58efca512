import { randomBytes } from 'node:crypto';
import { assertMayReadRegion, assertMaySubmit, scopeOf, type Principal } from '@cdc/access';
import { serviceRow, submissionEvents, type FeedName } from '@cdc/contracts';
import { type CheckResult, type ErrorItem } from '@cdc/feeds';
import { Clock, FileStore, JobQueues, UnitOfWork, event, fileDestroyed } from '@cdc/platform';
import { type Readable } from 'node:stream';
import { emptyFile, fileTooLarge, submissionNotFound } from './submission.errors.js';
import { submissionReference, stateOf, viewOf, type SubmissionView } from './submission.model.js';
import { addSubmission, findSameFile, findSubmission, type NewSubmission } from './submission.repository.js';
import { SubmissionCheckService } from './submission-check.service.js';
import { type Submission } from './submission.entity.js';
import { parametersOf, type StatedParameters } from './submission-parameters.model.js';
import { refusePatientNames } from './submission-names.model.js';
import { type Upload } from './upload.js';

/** What a sender hears at once: the receipt, and whether it is a new one. */
export interface Receipt {
  readonly submission: SubmissionView;
  readonly isNew: boolean;
}

/** Takes files in: spool, row, event, job. No transaction is open while a client is sending. */
export class SubmissionService {
  private readonly events;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: SubmissionCheckService,
    private readonly files: FileStore,
    private readonly jobs: JobQueues,
    private readonly clock: Clock,
    private readonly queue: string,
    readonly maxBytes: number,
  ) {
    this.events = submissionEvents(serviceRow(unitOfWork.service).name);
  }

  /**
   * Keeps the file and queues its check. The same file from the same scope, with the same parameters, gives the first receipt again.
   * @throws DomainError FORBIDDEN_FEED, POSSIBLE_PATIENT_DATA, FILE_TOO_LARGE, EMPTY_FILE, UPLOAD_BROKEN, and those of the parameters
   */
  async receive(principal: Principal, feed: FeedName, upload: Upload, reason: string | null, stated: StatedParameters = {}): Promise<Receipt> {
    assertMaySubmit(principal, feed);
    const parameters = parametersOf(feed, stated);
    refusePatientNames(upload.fileName, reason, stated);
    const stored = await this.spool(upload.content);
    const region = principal.region;
    for (;;) {
      const same = await findSameFile(this.unitOfWork.dataSource.manager, { feed, sha256: stored.sha256, region, ...parameters });
      if (same) return { submission: viewOf(same), isNew: false };
      const added = await this.add(principal, { feed, fileName: upload.fileName, sha256: stored.sha256, bytes: String(stored.bytes), reason, ...parameters });
      if (!added) continue;
      await this.jobs.add(this.queue, added.submissionId);
      return { submission: viewOf(added), isNew: true };
    }
  }

  /** The answer that the file would get. It is checked as it arrives and never stored: the same bytes may be somebody's submission. */
  async dryRun(principal: Principal, feed: FeedName, upload: Upload, stated: StatedParameters = {}): Promise<{ result: CheckResult; faults: readonly ErrorItem[] }> {
    assertMaySubmit(principal, feed);
    const parameters = parametersOf(feed, stated);
    refusePatientNames(upload.fileName, null, stated);
    return this.checks.dryRun(feed, upload.fileName, this.limited(upload.content), scopeOf(principal).regions, parameters);
  }

  /** @throws DomainError SUBMISSION_NOT_FOUND or FORBIDDEN_REGION */
  async find(principal: Principal, submissionId: string): Promise<Submission> {
    const submission = await findSubmission(this.unitOfWork.dataSource.manager, submissionId);
    if (!submission) throw submissionNotFound(submissionId);
    assertMayReadRegion(principal, submission.region);
    return submission;
  }

  /** The file as it was sent. @throws DomainError FILE_DESTROYED after it was quarantined */
  async original(principal: Principal, submissionId: string): Promise<{ fileName: string; content: Readable }> {
    const submission = await this.find(principal, submissionId);
    if (submission.status === 'quarantined') throw fileDestroyed();
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

  private async add(principal: Principal, file: Omit<NewSubmission, 'submissionId' | 'region' | 'submittedBy' | 'submittedAt'>): Promise<Submission | null> {
    const now = this.clock.now();
    const submissionId = submissionReference(serviceRow(this.unitOfWork.service).prefix, now, randomBytes(8));
    return this.unitOfWork.run(principal.subject, principal.region === null ? 'all' : [principal.region], async (tx) => {
      const added = await addSubmission(tx.manager, {
        ...file,
        submissionId,
        region: principal.region,
        submittedBy: principal.subject,
        submittedAt: now,
      });
      const submission = added ? await findSubmission(tx.manager, submissionId) : null;
      if (!submission) return null;
      await tx.emit({ action: 'submission-received', subject: submissionId, details: { feed: file.feed, sha256: file.sha256, bytes: Number(file.bytes) } }, [
        event(this.events.received, submissionId, stateOf(submission)),
      ]);
      return submission;
    });
  }
}
