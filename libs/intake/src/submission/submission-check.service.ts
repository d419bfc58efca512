import { serviceRow, submissionEvents, type FeedName } from '@cdc/contracts';
import { feedByName, openCheck, type CheckResult, type ErrorItem, type Reread } from '@cdc/feeds';
import { Clock, FileStore, LoggerService, UnitOfWork, event, metrics, type RegionScope, type Work } from '@cdc/platform';
import { parametersIn, stateOf } from './submission.model.js';
import { type FeedLoad, type FeedLoader, type LoadOutcome } from './feed-loader.js';
import { addErrors, decide, findSubmission, lockUndecided, noteProgress, stampAccepted } from './submission.repository.js';
import { KeptCopy } from './kept-copy.js';
import { type Submission } from './submission.entity.js';
import { type SubmissionParameters } from './submission-parameters.model.js';
import { QuarantineService } from './quarantine.service.js';
import { virusSuspected } from './quarantine.model.js';
import { submissionNotFound } from './submission.errors.js';
import { VirusMark } from './virus-mark.js';

/** How often the stored progress is brought up to date while a file is read. */
const PROGRESS_MS = 500;

/** What a check found out. */
interface Checked {
  readonly result: CheckResult;
  /** Faults that only the whole file showed. */
  readonly faults: readonly ErrorItem[];
}

/** Rolls the accepting transaction back, and carries what was found out of it. */
class FaultyFile extends Error {
  constructor(readonly checked: Checked) {
    super('the file has errors');
  }
}

/** Rolls back what was read in one order of dates, when the file turned out to be written in another. */
class ReadAgain extends Error {
  constructor(readonly reread: Reread) {
    super('the dates of the file are in another order');
  }
}

/** Rolls back what a second worker wrote for a submission that the first has decided. */
class DecidedMeanwhile extends Error {
  constructor() {
    super('another worker has decided the submission');
  }
}

/** Checks a received file and decides it: accepted as a whole, with its rows and events in one transaction, or rejected with every error. */
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
    if (submission.status !== 'received' && submission.status !== 'checking') return;
    const decided = await this.decideOnce(submission).catch((error: unknown) => {
      if (error instanceof ReadAgain) return this.decideOnce(submission, error.reread);
      throw error;
    });
    if (!decided) return;
    metrics.submissionsDecided.inc({ feed: decided.feed, status: decided.status });
    metrics.submissionRows.inc({ feed: decided.feed }, decided.rowsRead);
    this.logger.info({ submission: submissionId, feed: decided.feed, status: decided.status, rows: decided.rowsRead, errors: decided.errors }, 'submission decided');
  }

  /** One reading of the file in a transaction and a load of its own. @throws ReadAgain never for a second reading */
  private async decideOnce(submission: Submission, reread?: Reread): Promise<Submission | null> {
    const { submissionId, submissionNumber } = submission;
    const feed = submission.feed as FeedName;
    const regions: RegionScope = submission.region === null ? 'all' : [submission.region];
    const load = await this.loaderOf(feed).open({ submissionId, submissionNumber, feed, regions, parameters: parametersIn(submission) });
    try {
      return await this.accept(submission, regions, load, reread).catch(async (error: unknown) => {
        if (error instanceof FaultyFile) return this.reject(submissionId, regions, error.checked);
        if (error instanceof DecidedMeanwhile) return null;
        if (error instanceof ReadAgain) throw error;
        const afterLoss = await this.quarantine.afterLoss(submissionId, regions, error);
        if (afterLoss === undefined) throw error;
        return afterLoss;
      });
    } finally {
      await load.close();
    }
  }

  /** Checks a file of this sender without keeping anything. */
  async dryRun(
    feed: FeedName,
    fileName: string,
    content: AsyncIterable<Uint8Array>,
    regions: RegionScope,
    parameters: SubmissionParameters,
  ): Promise<{ result: CheckResult; faults: readonly ErrorItem[] }> {
    const once = async (bytes: AsyncIterable<Uint8Array>, reread?: Reread): Promise<Checked> => {
      const load = await this.loaderOf(feed).open({ submissionId: 'dry-run', submissionNumber: 0, feed, regions, parameters });
      try {
        const checked = await this.run({ feed, fileName, ...parameters }, bytes, load, () => Promise.resolve(), reread);
        if (checked.result.quarantined) this.quarantine.raiseAlarm(feed, checked.result);
        return checked;
      } finally {
        await load.close();
      }
    };
    // Only a feed of which the order of dates can be stated has files that may want a second reading.
    if (!feedByName(feed).parameters.includes('dateOrder')) return once(content);
    const copy = await KeptCopy.open();
    try {
      return await once(copy.keeping(content)).catch((error: unknown) => {
        if (error instanceof ReadAgain) return once(copy.again(), error.reread);
        throw error;
      });
    } finally {
      await copy.close();
    }
  }

  /** Reads the file and loads it in one transaction, so that its rows reach the database while it is read. @throws FaultyFile, ReadAgain */
  private async accept(read: Submission, regions: RegionScope, load: FeedLoad, reread?: Reread): Promise<Submission | null> {
    const { submissionId } = read;
    return this.unitOfWork.run('system', regions, async (tx) => {
      try {
        await load.begin?.(tx);
        const checked = await this.run(read, await this.files.get(read.sha256), load, this.progressOf(submissionId), reread);
        if (checked.result.counts.errors + checked.faults.length > 0) throw new FaultyFile(checked);
        return await this.load(tx, submissionId, load, checked.result);
      } catch (error) {
        await load.abandon?.();
        throw error;
      }
    });
  }

  private async load(tx: Work, submissionId: string, load: FeedLoad, result: CheckResult): Promise<Submission | null> {
    await load.finish?.();
    const submission = await lockUndecided(tx.manager, submissionId);
    if (!submission) throw new DecidedMeanwhile();
    const outcome = await load.load(tx, submission, result);
    const decided = await decide(tx.manager, submission, { status: 'accepted', ...outcomeOf(result, [], outcome), decidedAt: this.clock.now() });
    if (result.errors.length > 0) await addErrors(tx.manager, submissionId, result.errors);
    await tx.emit(
      { action: 'submission-accepted', subject: submissionId, details: { feed: decided.feed, rows: decided.rowsRead, sha256: decided.sha256 } },
      [...outcome.events, event(this.events.accepted, submissionId, stateOf(decided))],
      (emitted) => stampAccepted(tx.manager, submissionId, emitted.lastPosition),
    );
    return decided;
  }

  private async run(
    file: Pick<Submission, 'feed' | 'fileName'> & SubmissionParameters,
    content: AsyncIterable<Uint8Array>,
    load: FeedLoad,
    progress: (done: number) => Promise<void>,
    reread?: Reread,
  ): Promise<Checked> {
    const { charset, dateOrder } = file;
    const check = openCheck(feedByName(file.feed as FeedName), {
      fileName: file.fileName,
      context: load.context,
      onRow: (row) => load.onRow(row),
      ...(charset && { charset }),
      ...(dateOrder && { dateOrder }),
      ...(reread && { reread }),
    });
    const virus = new VirusMark();
    const between = async (): Promise<void> => {
      // The rest is still read for its errors, but nothing of it will be kept.
      if (check.faulty) await load.abandon?.();
      else await load.settle?.();
      await progress(check.done);
    };
    for await (const chunk of content) {
      check.push(chunk);
      virus.push(chunk);
      await between();
    }
    const read = await check.end(between);
    const result = virus.found && !read.quarantined ? virusSuspected(read) : read;
    if (result.reread && !result.quarantined) throw new ReadAgain(result.reread);
    return { result, faults: result.counts.errors === 0 ? await load.faults(result) : [] };
  }

  private progressOf(submissionId: string): (done: number) => Promise<void> {
    let notedAt = 0;
    return async (done) => {
      if (Date.now() - notedAt < PROGRESS_MS) return;
      notedAt = Date.now();
      await noteProgress(this.unitOfWork.dataSource.manager, submissionId, 'checking', done);
    };
  }

  private async reject(submissionId: string, regions: RegionScope, { result, faults }: Checked): Promise<Submission | null> {
    if (result.quarantined) return this.quarantine.decide(submissionId, regions, result);
    return this.unitOfWork.run('system', regions, async (tx) => {
      const submission = await lockUndecided(tx.manager, submissionId);
      if (!submission) return null;
      const none = { new: 0, changed: 0, unchanged: 0, events: [] };
      const decided = await decide(tx.manager, submission, { status: 'rejected', ...outcomeOf(result, faults, none), decidedAt: this.clock.now() });
      await addErrors(tx.manager, submissionId, [...result.errors, ...faults]);
      await tx.emit(
        { action: 'submission-rejected', subject: submissionId, details: { feed: decided.feed, errors: decided.errors, sha256: decided.sha256 } },
        [event(this.events.rejected, submissionId, stateOf(decided))],
      );
      return decided;
    });
  }

  private loaderOf(feed: FeedName): FeedLoader {
    const loader = this.loaders.find((one) => one.feed === feed);
    if (!loader) throw new TypeError(`${this.unitOfWork.service} has no loader for ${feed}`);
    return loader;
  }
}

function outcomeOf(result: CheckResult, faults: readonly ErrorItem[], outcome: LoadOutcome) {
  return {
    layout: result.layout?.name ?? null,
    read: result.counts.read,
    new: outcome.new,
    changed: outcome.changed,
    unchanged: outcome.unchanged,
    errors: result.counts.errors + faults.length,
    warnings: result.counts.warnings,
    totals: result.totals,
  };
}
