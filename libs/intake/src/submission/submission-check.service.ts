import { serviceRow, submissionEvents, type FeedName } from '@cdc/contracts';
import { feedByName, openCheck, type CheckResult, type ErrorItem } from '@cdc/feeds';
import { Clock, FileStore, LoggerService, UnitOfWork, event, metrics, type RegionScope } from '@cdc/platform';
import { stateOf } from './submission.model.js';
import { type FeedLoad, type FeedLoader, type LoadOutcome } from './feed-loader.js';
import { addErrors, decide, findSubmission, lockUndecided, noteProgress, stampAccepted } from './submission.repository.js';
import { type Submission } from './submission.entity.js';
import { submissionNotFound } from './submission.errors.js';

/** How often the stored progress is brought up to date while a file is read. */
const PROGRESS_MS = 500;

/** What a check found, and the load that holds its rows. */
interface Checked {
  readonly result: CheckResult;
  readonly faults: readonly ErrorItem[];
  readonly load: FeedLoad;
}

/** Checks a received file and decides it: accepted as a whole, with its rows and events in one transaction, or rejected with every error. */
export class SubmissionCheckService {
  private readonly events;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly loaders: readonly FeedLoader[],
    private readonly files: FileStore,
    private readonly clock: Clock,
    private readonly logger: LoggerService,
  ) {
    this.events = submissionEvents(serviceRow(unitOfWork.service).name);
  }

  /** Decides a submission that waits. Doing so again, or when another worker has, changes nothing. */
  async check(submissionId: string): Promise<void> {
    const submission = await findSubmission(this.unitOfWork.dataSource.manager, submissionId);
    if (!submission) throw submissionNotFound(submissionId);
    if (submission.status !== 'received' && submission.status !== 'checking') return;
    const regions: RegionScope = submission.region === null ? 'all' : [submission.region];
    const checked = await this.read(submission, regions);
    try {
      const errors = checked.result.counts.errors + checked.faults.length;
      const decided = errors === 0 ? await this.accept(submissionId, regions, checked) : await this.reject(submissionId, regions, checked);
      if (!decided) return;
      metrics.submissionsDecided.inc({ feed: decided.feed, status: decided.status });
      metrics.submissionRows.inc({ feed: decided.feed }, decided.rowsRead);
      this.logger.info({ submission: submissionId, feed: decided.feed, status: decided.status, rows: decided.rowsRead, errors: decided.errors }, 'submission decided');
    } finally {
      await checked.load.close();
    }
  }

  /** Checks a file of this sender without keeping anything. */
  async dryRun(feed: FeedName, fileName: string, content: AsyncIterable<Uint8Array>, regions: RegionScope): Promise<{ result: CheckResult; faults: readonly ErrorItem[] }> {
    const load = await this.loaderOf(feed).open({ submissionId: 'dry-run', submissionNumber: 0, feed, regions });
    try {
      return await this.run(feed, fileName, content, load, async () => undefined);
    } finally {
      await load.close();
    }
  }

  private async read(submission: Submission, regions: RegionScope): Promise<Checked> {
    const { submissionId, submissionNumber, fileName, sha256 } = submission;
    const feed = feedByName(submission.feed as FeedName);
    const load = await this.loaderOf(feed.name).open({ submissionId, submissionNumber, feed: feed.name, regions });
    let notedAt = 0;
    try {
      const content: AsyncIterable<Uint8Array> = await this.files.get(sha256);
      const checked = await this.run(feed.name, fileName, content, load, async (done) => {
        if (Date.now() - notedAt < PROGRESS_MS) return;
        notedAt = Date.now();
        await noteProgress(this.unitOfWork.dataSource.manager, submissionId, 'checking', done);
      });
      return { ...checked, load };
    } catch (error) {
      await load.close();
      throw error;
    }
  }

  private async run(
    feedName: FeedName,
    fileName: string,
    content: AsyncIterable<Uint8Array>,
    load: FeedLoad,
    progress: (done: number) => Promise<void>,
  ): Promise<{ result: CheckResult; faults: readonly ErrorItem[] }> {
    const check = openCheck(feedByName(feedName), { fileName, context: load.context, onRow: (row) => load.onRow(row) });
    let done = 0;
    for await (const chunk of content) {
      check.push(chunk);
      done += chunk.length;
      await progress(done);
    }
    const result = check.end();
    const faults = result.counts.errors === 0 ? await load.faults(result) : [];
    return { result, faults };
  }

  private async accept(submissionId: string, regions: RegionScope, { result, load }: Checked): Promise<Submission | null> {
    return this.unitOfWork.run('system', regions, async (tx) => {
      const submission = await lockUndecided(tx.manager, submissionId);
      if (!submission) return null;
      const outcome = await load.load(tx, submission, result);
      const decided = await decide(tx.manager, submission, { status: 'accepted', ...outcomeOf(result, [], outcome), decidedAt: this.clock.now() });
      if (result.errors.length > 0) await addErrors(tx.manager, submissionId, result.errors);
      await tx.emit(
        { action: 'submission-accepted', subject: submissionId, details: { feed: decided.feed, rows: decided.rowsRead, sha256: decided.sha256 } },
        [...outcome.events, event(this.events.accepted, submissionId, stateOf(decided))],
        (emitted) => stampAccepted(tx.manager, submissionId, emitted.lastPosition),
      );
      return decided;
    });
  }

  private async reject(submissionId: string, regions: RegionScope, { result, faults }: Checked): Promise<Submission | null> {
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
