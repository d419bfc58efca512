import { serviceRow, submissionEvents, type FeedName } from '@cdc/contracts';
import { feedByName, openCheck, type CheckResult, type ErrorItem } from '@cdc/feeds';
import { Clock, FileStore, LoggerService, UnitOfWork, event, metrics, type RegionScope, type Work } from '@cdc/platform';
import { keepWindow } from '../window/keep-window.js';
import { parametersIn, stateOf } from './submission.model.js';
import { type FeedLoad, type FeedLoader, type LoadOutcome } from './feed-loader.js';
import { addErrors, decide, findSubmission, lockUndecided, noteProgress, stampAccepted } from './submission.repository.js';
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
    const regions: RegionScope = submission.region === null ? 'all' : [submission.region];
    const load = await this.loaderOf(submission.feed as FeedName).open({
      submissionId,
      submissionNumber: submission.submissionNumber,
      feed: submission.feed as FeedName,
      regions,
      parameters: parametersIn(submission),
    });
    try {
      const decided = await this.accept(submission, regions, load).catch(async (error: unknown) => {
        if (error instanceof FaultyFile) return this.reject(submissionId, regions, error.checked);
        if (error instanceof DecidedMeanwhile) return null;
        const afterLoss = await this.quarantine.afterLoss(submissionId, regions, error);
        if (afterLoss === undefined) throw error;
        return afterLoss;
      });
      if (!decided) return;
      metrics.submissionsDecided.inc({ feed: decided.feed, status: decided.status });
      metrics.submissionRows.inc({ feed: decided.feed }, decided.rowsRead);
      this.logger.info({ submission: submissionId, feed: decided.feed, status: decided.status, rows: decided.rowsRead, errors: decided.errors }, 'submission decided');
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
    const load = await this.loaderOf(feed).open({ submissionId: 'dry-run', submissionNumber: 0, feed, regions, parameters });
    try {
      const checked = await this.run({ feed, fileName, ...parameters }, content, load, () => Promise.resolve());
      if (checked.result.quarantined) this.quarantine.raiseAlarm(feed, checked.result);
      return checked;
    } finally {
      await load.close();
    }
  }

  /** Reads the file and loads it in one transaction, so that its rows reach the database while it is read. @throws FaultyFile */
  private async accept(read: Submission, regions: RegionScope, load: FeedLoad): Promise<Submission | null> {
    const { submissionId } = read;
    return this.unitOfWork.run('system', regions, async (tx) => {
      try {
        await load.begin?.(tx);
        const checked = await this.run(read, await this.files.get(read.sha256), load, this.progressOf(submissionId));
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
    const windows = await keepWindow(tx, serviceRow(this.unitOfWork.service).name, submission, outcome.periods);
    if (windows.faults.length > 0) throw new FaultyFile({ result, faults: windows.faults });
    const decided = await decide(tx.manager, submission, { status: 'accepted', ...outcomeOf(result, [], outcome), decidedAt: this.clock.now() });
    if (result.errors.length > 0) await addErrors(tx.manager, submissionId, result.errors);
    await tx.emit(
      { action: 'submission-accepted', subject: submissionId, details: { feed: decided.feed, rows: decided.rowsRead, sha256: decided.sha256 } },
      [...outcome.events, ...windows.events, event(this.events.accepted, submissionId, stateOf(decided))],
      (emitted) => stampAccepted(tx.manager, submissionId, emitted.lastPosition),
    );
    return decided;
  }

  private async run(
    file: Pick<Submission, 'feed' | 'fileName'> & SubmissionParameters,
    content: AsyncIterable<Uint8Array>,
    load: FeedLoad,
    progress: (done: number) => Promise<void>,
  ): Promise<Checked> {
    const { charset, dateOrder } = file;
    const check = openCheck(feedByName(file.feed as FeedName), {
      fileName: file.fileName,
      context: load.context,
      onRow: (row) => load.onRow(row),
      ...(charset && { charset }),
      ...(dateOrder && { dateOrder }),
    });
    const virus = new VirusMark();
    let done = 0;
    for await (const chunk of content) {
      check.push(chunk);
      virus.push(chunk);
      // The rest is still read for its errors, but nothing of it will be kept.
      if (check.faulty) await load.abandon?.();
      else await load.settle?.();
      done += chunk.length;
      await progress(done);
    }
    const read = check.end();
    const result = virus.found && !read.quarantined ? virusSuspected(read) : read;
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
