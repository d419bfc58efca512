import { assertMaySubmit, type Principal } from '@cdc/access';
import { serviceRow, submissionEvents, type FeedName } from '@cdc/contracts';
import { type ConfirmCode } from '@cdc/feeds';
import { Clock, UnitOfWork, event, type Work } from '@cdc/platform';
import { type CheckDispatch } from '../submission/check-dispatch.js';
import { stateOf, viewOf, type SubmissionView } from '../submission/submission.model.js';
import { type Submission } from '../submission/submission.entity.js';
import { lockAwaiting, moveOn } from '../submission/submission.repository.js';
import { refusePatientNames } from '../submission/submission-names.model.js';
import { type SubmissionService } from '../submission/submission.service.js';
import { notAwaiting } from './confirmation.errors.js';
import { reasonsFor, type GivenReason, type StatedReason } from './confirmation.model.js';
import { addReasons, reasonsOf, waitingWarnings, type WaitingWarnings } from './confirmation.repository.js';

/** What a file waits for, and what was said of it. */
export interface Confirmation {
  /** Empty unless the file waits. */
  readonly waiting: readonly WaitingWarnings[];
  readonly reasons: readonly GivenReason[];
}

/** Takes the reasons for which a file waits, or its sender's word that it is not to be used. */
export class ConfirmationService {
  private readonly events;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly submissions: SubmissionService,
    private readonly dispatch: CheckDispatch,
    private readonly clock: Clock,
  ) {
    this.events = submissionEvents(serviceRow(unitOfWork.service).name);
  }

  /** @throws DomainError SUBMISSION_NOT_FOUND or FORBIDDEN_REGION */
  async find(principal: Principal, submissionId: string): Promise<Confirmation> {
    const { status } = await this.submissions.find(principal, submissionId);
    const { manager } = this.unitOfWork.dataSource;
    return { waiting: status === 'awaiting-confirmation' ? await waitingWarnings(manager, submissionId) : [], reasons: await reasonsOf(manager, submissionId) };
  }

  /**
   * Keeps the reasons with what they answer, and has the file checked once more: it is accepted unless that finds something new to ask.
   * @throws DomainError those of {@link find}, FORBIDDEN_FEED, POSSIBLE_PATIENT_DATA, NOT_AWAITING_CONFIRMATION, REASONS_MISSING, REASON_NOT_ASKED
   */
  async confirm(principal: Principal, submissionId: string, stated: readonly StatedReason[]): Promise<SubmissionView> {
    for (const { reason } of stated) refusePatientNames('', reason, {});
    const confirmed = await this.change(principal, submissionId, async (tx, submission) => {
      const waiting = await waitingWarnings(tx.manager, submissionId);
      const reasons = reasonsFor(
        waiting.map(({ code }) => code),
        stated,
      );
      const messagesOf = (code: string): readonly string[] => waiting.find((one) => one.code === code)?.messages ?? [];
      await addReasons(tx.manager, submissionId, reasons, { givenBy: principal.subject, givenAt: this.clock.now(), messagesOf });
      const moved = await moveOn(tx.manager, submission, { status: 'received', decidedAt: null });
      const codes: readonly ConfirmCode[] = reasons.map(({ code }) => code);
      await tx.emit({ action: 'submission-confirmed', subject: submissionId, details: { feed: moved.feed, codes } }, [event(this.events.confirmed, submissionId, stateOf(moved))]);
      return moved;
    });
    await this.dispatch.begin(confirmed);
    return viewOf(confirmed);
  }

  /**
   * Turns a waiting file away, in its sender's name. It may be sent again.
   * @throws DomainError those of {@link find}, FORBIDDEN_FEED, NOT_AWAITING_CONFIRMATION
   */
  async reject(principal: Principal, submissionId: string, reason: string): Promise<SubmissionView> {
    refusePatientNames('', reason, {});
    const rejected = await this.change(principal, submissionId, async (tx, submission) => {
      const moved = await moveOn(tx.manager, submission, { status: 'rejected', decidedAt: this.clock.now(), reason });
      await tx.emit({ action: 'submission-rejected', subject: submissionId, details: { feed: moved.feed, withdrawn: true } }, [event(this.events.rejected, submissionId, stateOf(moved))]);
      return moved;
    });
    return viewOf(rejected);
  }

  private async change(principal: Principal, submissionId: string, step: (tx: Work, submission: Submission) => Promise<Submission>): Promise<Submission> {
    const { feed } = await this.submissions.find(principal, submissionId);
    assertMaySubmit(principal, feed as FeedName);
    return this.unitOfWork.run(principal.subject, principal.region === null ? 'all' : [principal.region], async (tx) => {
      const submission = await lockAwaiting(tx.manager, submissionId);
      if (!submission) throw notAwaiting(submissionId, (await this.submissions.find(principal, submissionId)).status);
      return step(tx, submission);
    });
  }
}
