import { assertMaySubmit, type Principal } from '@cdc/access';
import { type FeedName } from '@cdc/contracts';
import { fixGroupId, fixGroups, type ErrorItem, type FixGroup, type SafeChange } from '@cdc/feeds';
import { FileStore, UnitOfWork, fileDestroyed } from '@cdc/platform';
import { Readable } from 'node:stream';
import { errorsAfter } from '../submission/submission.read-model.js';
import { type Submission } from '../submission/submission.entity.js';
import { isDestroyed } from '../submission/submission.model.js';
import { SubmissionService, type Receipt } from '../submission/submission.service.js';
import { ERRORS_CSV_HEADER, errorsCsv } from './errors-csv.model.js';
import { noFixChosen, notDecided, notRejected, notYourFile, unknownFix } from './answer.errors.js';
import { copyName } from './copy-name.model.js';
import { openSenderFile, type SenderFile } from './sender-file.js';

/** More than are ever kept of one file. */
const ALL = 1_000_000;
const LINES_AT_ONCE = 500;

/** Which safe fixes a sender agrees to: groups by id, or all of an error code. */
export interface FixChoice {
  readonly groups: readonly string[];
  readonly codes: readonly string[];
  /** Why the copy is sent; left out, what was said of the original. */
  readonly reason?: string | undefined;
}

export interface NamedContent {
  readonly fileName: string;
  readonly content: Readable;
}

/** What a sender gets back for a file: its errors as a list, beside its rows, and put right where that is safe. */
export class AnswerService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly submissions: SubmissionService,
    private readonly files: FileStore,
  ) {}

  /** Every error as lines of CSV, in the order of the file. @throws DomainError SUBMISSION_NOT_FOUND or FORBIDDEN_REGION, as every method here */
  async errorsCsv(principal: Principal, submissionId: string): Promise<NamedContent> {
    await this.submissions.find(principal, submissionId);
    return { fileName: `${submissionId}-errors.csv`, content: Readable.from(this.lines(submissionId)) };
  }

  /**
   * The sender's own file with the errors in it.
   * @throws DomainError NOT_DECIDED, FILE_DESTROYED or NO_COPY_OF_TYPE
   */
  async annotated(principal: Principal, submissionId: string): Promise<NamedContent> {
    const submission = await this.submissions.find(principal, submissionId);
    const file = await this.open(submission);
    const items = await this.errorsOf(submissionId);
    return { fileName: copyName(submission.fileName, 'annotated'), content: Readable.from(file.annotated(items, submission.errors + submission.warnings)) };
  }

  /** What can be put right without a person's judgement. @throws DomainError NOT_REJECTED, FILE_DESTROYED */
  async fixes(principal: Principal, submissionId: string): Promise<FixGroup[]> {
    const { changes } = await this.changesOf(await this.submissions.find(principal, submissionId));
    return fixGroups(changes);
  }

  /**
   * Sends a corrected copy in the sender's name; the original stays as it is. Its reason is what its sender says now or said of the original: what
   * was put right is in the audit, and is no reason for changing figures after a deadline.
   * @throws DomainError NOT_YOUR_FILE, NOT_REJECTED, NO_FIX_CHOSEN, UNKNOWN_FIX, FIX_DOES_NOT_FIT, and those of sending
   */
  async fix(principal: Principal, submissionId: string, choice: FixChoice): Promise<Receipt> {
    const submission = await this.submissions.find(principal, submissionId);
    const feed = submission.feed as FeedName;
    assertMaySubmit(principal, feed);
    if (principal.region !== submission.region) throw notYourFile();
    const { file, changes } = await this.changesOf(submission);
    const chosen = chosenOf(changes, choice);
    const groups = fixGroups(chosen);
    const upload = { fileName: copyName(submission.fileName, 'corrected'), content: Readable.from(file.fixed(chosen)) };
    const { entity, period, charset, dateOrder } = submission;
    const stated = { entity: entity ?? undefined, period: period ?? undefined, charset: charset ?? undefined, dateOrder: dateOrder ?? undefined };
    const audit = { correctedFrom: submissionId, fixes: groups.map(({ id }) => id), cells: chosen.length };
    return this.submissions.receive(principal, feed, upload, { reason: choice.reason ?? submission.reason, audit }, stated);
  }

  private async changesOf(submission: Submission): Promise<{ file: SenderFile; changes: SafeChange[] }> {
    const file = await this.open(submission);
    if (submission.status !== 'rejected') throw notRejected(submission.submissionId);
    return { file, changes: file.safeChanges(await this.errorsOf(submission.submissionId), submission.layout) };
  }

  private async open(submission: Submission): Promise<SenderFile> {
    const { status, submissionId, sha256 } = submission;
    if (isDestroyed(submission)) throw fileDestroyed();
    if (status === 'received' || status === 'checking') throw notDecided(submissionId);
    return openSenderFile(await this.files.get(sha256), submission.feed as FeedName, submission.charset);
  }

  private async errorsOf(submissionId: string): Promise<ErrorItem[]> {
    const rows = await errorsAfter(this.unitOfWork.dataSource.manager, submissionId, 0, ALL);
    return rows.map(({ item }) => item);
  }

  private async *lines(submissionId: string): AsyncGenerator<string> {
    yield ERRORS_CSV_HEADER;
    for (let after = 0; ; ) {
      const rows = await errorsAfter(this.unitOfWork.dataSource.manager, submissionId, after, LINES_AT_ONCE);
      const last = rows.at(-1);
      if (!last) return;
      yield errorsCsv(rows.map(({ item }) => item));
      after = last.ordinal;
    }
  }
}

function chosenOf(changes: readonly SafeChange[], { groups, codes }: FixChoice): SafeChange[] {
  if (groups.length + codes.length === 0) throw noFixChosen();
  const offered = new Set(changes.map(fixGroupId));
  const known = new Set<string>(changes.map(({ code }) => code));
  for (const group of groups) if (!offered.has(group)) throw unknownFix(group, [...offered]);
  for (const code of codes) if (!known.has(code)) throw unknownFix(code, [...offered]);
  return changes.filter((change) => groups.includes(fixGroupId(change)) || codes.includes(change.code));
}
