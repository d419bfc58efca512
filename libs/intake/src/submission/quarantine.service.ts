import { DomainError, serviceRow, submissionEvents } from '@cdc/contracts';
import { type CheckResult } from '@cdc/feeds';
import { Clock, FileStore, LoggerService, UnitOfWork, event, metrics, type RegionScope } from '@cdc/platform';
import { causeOf, lostWithAnother, notKeptOfAnother } from './quarantine.model.js';
import { rejection } from './decisions.js';
import { keepFindings } from './findings.repository.js';
import { decide, lockUndecided, noteDestroyed, wasUnseen, withFileToDestroy } from './submission.repository.js';
import { stateOf } from './submission.model.js';
import { type Submission } from './submission.entity.js';

/** Decides files that nobody may keep: says where the reason stands and never what it is, and destroys the file. */
export class QuarantineService {
  private readonly events;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: FileStore,
    private readonly clock: Clock,
    private readonly logger: LoggerService,
  ) {
    this.events = submissionEvents(serviceRow(unitOfWork.service).name);
  }

  /**
   * Quarantines a submission that waits and destroys its file. Should the process end in between, {@link destroyLeftOver} destroys it.
   * @returns null when another worker has decided it
   */
  async decide(submissionId: string, regions: RegionScope, result: CheckResult): Promise<Submission | null> {
    const decided = await this.unitOfWork.run('system', regions, async (tx) => {
      const submission = await lockUndecided(tx.manager, submissionId);
      if (!submission) return null;
      const { counts, errors } = result;
      const found = await decide(tx.manager, submission, rejection({ result, faults: [] }, this.clock.now()));
      await keepFindings(tx.manager, submissionId, errors);
      await tx.emit(
        { action: 'submission-quarantined', subject: submissionId, details: { feed: found.feed, cause: causeOf(result), places: counts.errors, sha256: found.sha256 } },
        [event(this.events.quarantined, submissionId, stateOf(found))],
      );
      return found;
    });
    if (!decided) return null;
    this.raiseAlarm(decided.feed, result, submissionId);
    await this.destroy(decided.submissionId, decided.sha256);
    return decided;
  }

  /** Raises the alarm for a file of which nothing is kept anyway, as in a dry run. */
  raiseAlarm(feed: string, result: CheckResult, submissionId?: string): void {
    const cause = causeOf(result);
    metrics.filesQuarantined.inc({ feed, cause });
    this.logger.error({ feed, cause, places: result.counts.errors, ...(submissionId === undefined ? {} : { submission: submissionId }) }, 'a file was quarantined: tell the sender and whoever answers for information governance');
  }

  /** What is answered for a file whose bytes were destroyed as those of another submission; null for any other failure. */
  async afterLoss(sha256: string, error: unknown): Promise<CheckResult | null> {
    if (!(error instanceof DomainError) || error.code !== 'FILE_DESTROYED') return null;
    return (await wasUnseen(this.unitOfWork.dataSource.manager, sha256)) ? notKeptOfAnother() : lostWithAnother();
  }

  /** Destroys the files that nobody may keep: of those just decided, and what a crash left. */
  async destroyLeftOver(): Promise<void> {
    for (const { submission_id, sha256 } of await withFileToDestroy(this.unitOfWork.dataSource.manager)) await this.destroy(submission_id, sha256);
  }

  private async destroy(submissionId: string, sha256: string): Promise<void> {
    await this.files.destroy(sha256);
    await this.unitOfWork.run('system', 'all', async (tx) => {
      if (await noteDestroyed(tx.manager, submissionId, this.clock.now())) await tx.emit({ action: 'file-destroyed', subject: submissionId, details: { sha256 } }, []);
    });
  }
}
