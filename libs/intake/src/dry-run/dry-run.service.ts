import { randomUUID } from 'node:crypto';
import { type FeedName } from '@cdc/contracts';
import { type Reread } from '@cdc/feeds';
import { Clock, UnitOfWork, type RegionScope, type Work } from '@cdc/platform';
import { unanswered, type StatedReason } from '../confirmation/confirmation.model.js';
import { acceptance, rejection, waiting } from '../submission/decisions.js';
import { FaultyFile, loadFile, type LoadedFile } from '../submission/acceptance.js';
import { ReadAgain } from '../submission/file-reading.js';
import { type SubmissionCheckService } from '../submission/submission-check.service.js';
import { type Submission } from '../submission/submission.entity.js';
import { addSubmission } from '../submission/submission.repository.js';
import { type SubmissionParameters } from '../submission/submission-parameters.model.js';
import { retire } from '../succession/succession.repository.js';
import { dryRunAnswer, type DryRunAnswer } from './dry-run.model.js';
import { withSpooledFile } from './spooled-file.js';

/** A file to try, and in whose name. */
export interface DryRunFile {
  readonly feed: FeedName;
  readonly fileName: string;
  readonly content: AsyncIterable<Uint8Array>;
  readonly regions: RegionScope;
  readonly region: string | null;
  readonly sender: string;
  readonly parameters: SubmissionParameters;
  /** Why it would be sent, which a change after the deadline needs. */
  readonly reason: string | null;
  /** Reasons for warnings that would be sent with it. */
  readonly reasons: readonly StatedReason[];
}

/** Ends the transaction of a dry run without a trace, and carries the answer out of it. */
class RolledBack extends Error {
  constructor(readonly answer: DryRunAnswer) {
    super('a dry run keeps nothing');
  }
}

/**
 * Does with a file what a submission of it would do, to the last row, and rolls that back: so it cannot answer anything else. It publishes
 * nothing and never takes the lock of the log. The file is taken in whole first, as no transaction is open while a client sends.
 */
export class DryRunService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly checks: SubmissionCheckService,
    private readonly clock: Clock,
  ) {}

  run(file: DryRunFile): Promise<DryRunAnswer> {
    return withSpooledFile(file.content, (read) =>
      this.tryOut(file, read()).catch((error: unknown) => {
        if (error instanceof ReadAgain) return this.tryOut(file, read(), error.reread);
        throw error;
      }),
    );
  }

  private async tryOut(file: DryRunFile, content: AsyncIterable<Uint8Array>, reread?: Reread): Promise<DryRunAnswer> {
    try {
      return await this.unitOfWork.run(file.sender, file.regions, async (tx) => {
        throw new RolledBack(await this.answer(tx, file, content, reread));
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.answer;
      throw error;
    }
  }

  private async answer(tx: Work, file: DryRunFile, content: AsyncIterable<Uint8Array>, reread?: Reread): Promise<DryRunAnswer> {
    const submission = await this.row(tx, file);
    const load = await this.checks.open(submission, file.regions);
    try {
      const loaded = await loadFile(tx, submission, content, load, () => Promise.resolve(submission), () => Promise.resolve(), reread);
      return await this.soundAnswer(tx, file, loaded);
    } catch (error) {
      if (!(error instanceof FaultyFile)) throw error;
      const { result, faults } = error.reading;
      if (result.quarantined) this.checks.quarantine.raiseAlarm(file.feed, result);
      return dryRunAnswer(rejection(error.reading, this.clock.now()), [...result.errors, ...faults], []);
    } finally {
      await load.close();
    }
  }

  private async soundAnswer(tx: Work, { reasons }: DryRunFile, loaded: LoadedFile): Promise<DryRunAnswer> {
    const { warnings, result, outcome, succession } = loaded;
    const now = this.clock.now();
    const given = reasons.map((one) => ({ ...one, givenBy: '', givenAt: now, messages: null }));
    const superseded = await retire(tx.manager, succession.replaced);
    const decision = unanswered(warnings, given).length > 0 ? waiting(loaded) : acceptance(loaded, superseded.map((one) => one.submissionId), now);
    return dryRunAnswer(decision, [...result.errors, ...warnings], outcome.diff.changes);
  }

  /** A row for the loaders to work with. Its hash is its own name, so that it stands in nobody's way. */
  private async row(tx: Work, { feed, fileName, region, sender, reason, parameters }: DryRunFile): Promise<Submission> {
    const submissionId = `dry-run-${randomUUID()}`;
    const submission = await addSubmission(tx.manager, { submissionId, feed, region, fileName, sha256: submissionId, bytes: '0', reason, submittedBy: sender, submittedAt: this.clock.now(), ...parameters });
    if (!submission) throw new TypeError(`${submissionId} was not written`);
    return submission;
  }
}
