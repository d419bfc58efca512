import { serviceRow, submissionEvents, type FeedName } from '@cdc/contracts';
import { type Reread } from '@cdc/feeds';
import { Clock, FileStore, LoggerService, UnitOfWork, event, metrics, type RegionScope, type Work } from '@cdc/platform';
import { unanswered } from '../confirmation/confirmation.model.js';
import { reasonsOf, settleReasons } from '../confirmation/confirmation.repository.js';
import { closeWaiting, retire } from '../succession/succession.repository.js';
import { FaultyFile, loadFile, type LoadedFile } from './acceptance.js';
import { acceptance, rejection, waiting } from './decisions.js';
import { type FeedLoad, type FeedLoader } from './feed-loader.js';
import { ReadAgain, type FileReading } from './file-reading.js';
import { keepFindings } from './findings.repository.js';
import { isUndecided, parametersIn, stateOf } from './submission.model.js';
import { decide, findSubmission, lockUndecided, noteProgress, stampAccepted } from './submission.repository.js';
import { type Submission } from './submission.entity.js';
import { QuarantineService } from './quarantine.service.js';
import { submissionNotFound } from './submission.errors.js';

/** How often the stored progress is brought up to date while a file is read. */
const PROGRESS_MS = 500;

/** Rolls back a sound file whose sender has to give reasons first, and carries what it would do out of the transaction. */
class ReasonsNeeded extends Error {
  constructor(readonly loaded: LoadedFile) {
    super('the file has warnings that need a reason');
  }
}

/** Rolls back what a second worker wrote for a submission that the first has decided. */
class DecidedMeanwhile extends Error {
  constructor() {
    super('another worker has decided the submission');
  }
}

/**
 * Checks a received file and decides it: accepted as a whole, with its rows and events in one transaction, rejected with every error, or held
 * until its sender has given reasons for its warnings.
 */
export class SubmissionCheckService {
  readonly quarantine: QuarantineService;
  private readonly events;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly loaders: readonly FeedLoader[],
    private readonly files: FileStore,
    private readonly clock: Clock,
    private readonly logger: LoggerService,
  ) {
    this.events = submissionEvents(serviceRow(unitOfWork.service).name);
    this.quarantine = new QuarantineService(unitOfWork, files, clock, logger);
  }

  /** Decides a submission that waits. Doing so again, or when another worker has, changes nothing. */
  async check(submissionId: string): Promise<void> {
    const submission = await findSubmission(this.unitOfWork.dataSource.manager, submissionId);
    if (!submission) throw submissionNotFound(submissionId);
    await this.checkFound(submission);
  }

  /** The same of one that has just been read. @returns it as it was decided; null when that was done before or by another worker */
  async checkFound(submission: Submission): Promise<Submission | null> {
    if (!isUndecided(submission)) return null;
    const decided = await this.decideOnce(submission).catch((error: unknown) => {
      if (error instanceof ReadAgain) return this.decideOnce(submission, error.reread);
      throw error;
    });
    if (!decided) return null;
    metrics.submissionsDecided.inc({ feed: decided.feed, status: decided.status });
    metrics.submissionRows.inc({ feed: decided.feed }, decided.rowsRead);
    this.logger.info({ submission: decided.submissionId, feed: decided.feed, status: decided.status, rows: decided.rowsRead, errors: decided.errors }, 'submission decided');
    return decided;
  }

  /** One reading of the file in a transaction and a load of its own. @throws ReadAgain never for a second reading */
  private async decideOnce(submission: Submission, reread?: Reread): Promise<Submission | null> {
    const { submissionId } = submission;
    const regions: RegionScope = submission.region === null ? 'all' : [submission.region];
    const load = await this.open(submission, regions);
    try {
      return await this.accept(submission, regions, load, reread).catch(async (error: unknown) => {
        if (error instanceof FaultyFile) return this.reject(submissionId, regions, error.reading);
        if (error instanceof ReasonsNeeded) return this.hold(regions, error.loaded);
        if (error instanceof DecidedMeanwhile) return null;
        if (error instanceof ReadAgain) throw error;
        const result = await this.quarantine.afterLoss(submission.sha256, error);
        if (result === null) throw error;
        return this.reject(submissionId, regions, { result, faults: [] });
      });
    } finally {
      await load.close();
    }
  }

  /** The loader of a submission's feed, opened for it. */
  open(submission: Submission, regions: RegionScope): Promise<FeedLoad> {
    const { submissionId, submissionNumber } = submission;
    const feed = submission.feed as FeedName;
    const loader = this.loaders.find((one) => one.feed === feed);
    if (!loader) throw new TypeError(`${this.unitOfWork.service} has no loader for ${feed}`);
    return loader.open({ submissionId, submissionNumber, feed, regions, parameters: parametersIn(submission) });
  }

  private async accept(file: Submission, regions: RegionScope, load: FeedLoad, reread?: Reread): Promise<Submission> {
    const { submissionId } = file;
    const content = await this.files.get(file.sha256);
    try {
      return await this.unitOfWork.run('system', regions, async (tx) => {
        const loaded = await loadFile(tx, file, content, load, () => lockOrLeave(tx, submissionId), this.progressOf(submissionId), reread);
        if (unanswered(loaded.warnings, await reasonsOf(tx.manager, submissionId)).length > 0) throw new ReasonsNeeded(loaded);
        return this.record(tx, loaded);
      });
    } finally {
      content.destroy();
    }
  }

  /** Writes the acceptance and what follows from it; the transaction's last step. */
  private async record(tx: Work, loaded: LoadedFile): Promise<Submission> {
    const { submission, outcome, succession, warnings } = loaded;
    const { submissionId } = submission;
    const superseded = await retire(tx.manager, succession.replaced);
    const closed = await closeWaiting(tx.manager, submission, succession.places);
    const decided = await decide(tx.manager, submission, acceptance(loaded, superseded.map((one) => one.submissionId), this.clock.now()));
    await keepFindings(tx.manager, submissionId, [...loaded.result.errors, ...loaded.warnings], loaded.outcome.diff.changes);
    await settleReasons(tx.manager, submissionId, warnings);
    await tx.emit(
      { action: 'submission-accepted', subject: submissionId, details: { feed: decided.feed, rows: decided.rowsRead, sha256: decided.sha256 } },
      [
        ...outcome.events,
        ...[...superseded, ...closed].map((one) => event(this.events.superseded, one.submissionId, stateOf(one))),
        event(this.events.accepted, submissionId, stateOf(decided)),
      ],
      (emitted) => stampAccepted(tx.manager, submissionId, emitted.lastPosition),
    );
    return decided;
  }

  private async hold(regions: RegionScope, loaded: LoadedFile): Promise<Submission | null> {
    return this.unitOfWork.run('system', regions, async (tx) => {
      const submission = await lockUndecided(tx.manager, loaded.submission.submissionId);
      if (!submission) return null;
      const { submissionId } = submission;
      const decided = await decide(tx.manager, submission, waiting(loaded));
      await keepFindings(tx.manager, submissionId, [...loaded.result.errors, ...loaded.warnings], loaded.outcome.diff.changes);
      await tx.emit(
        { action: 'submission-awaiting-confirmation', subject: submissionId, details: { feed: decided.feed, warnings: decided.warnings, sha256: decided.sha256 } },
        [event(this.events.awaiting, submissionId, stateOf(decided))],
      );
      return decided;
    });
  }

  private async reject(submissionId: string, regions: RegionScope, reading: FileReading): Promise<Submission | null> {
    if (reading.result.quarantined) return this.quarantine.decide(submissionId, regions, reading.result);
    const rejected = await this.unitOfWork.run('system', regions, async (tx) => {
      const submission = await lockUndecided(tx.manager, submissionId);
      if (!submission) return null;
      const decided = await decide(tx.manager, submission, rejection(reading, this.clock.now()));
      await keepFindings(tx.manager, submissionId, [...reading.result.errors, ...reading.faults]);
      await tx.emit(
        { action: 'submission-rejected', subject: submissionId, details: { feed: decided.feed, errors: decided.errors, codes: countsByCode(reading), sha256: decided.sha256 } },
        [event(this.events.rejected, submissionId, stateOf(decided))],
      );
      return decided;
    });
    if (rejected?.unseen) await this.quarantine.destroyLeftOver();
    return rejected;
  }

  private progressOf(submissionId: string): (done: number) => Promise<void> {
    // A short file is decided before anybody could read how far it is.
    let notedAt = Date.now();
    return async (done) => {
      if (Date.now() - notedAt < PROGRESS_MS) return;
      notedAt = Date.now();
      await noteProgress(this.unitOfWork.dataSource.manager, submissionId, 'checking', done);
    };
  }
}

/** For the audit: which rules a file has broken and how often, such as naming centres of other regions. */
function countsByCode({ result, faults }: FileReading): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { ...result.errorsByCode };
  for (const { code } of faults) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

async function lockOrLeave(tx: Work, submissionId: string): Promise<Submission> {
  const submission = await lockUndecided(tx.manager, submissionId);
  if (!submission) throw new DecidedMeanwhile();
  return submission;
}
