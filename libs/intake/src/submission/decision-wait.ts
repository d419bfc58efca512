import { setTimeout as pause } from 'node:timers/promises';
import { type EventWakeUp, type ServingState, type UnitOfWork } from '@cdc/platform';
import { type CheckDispatch } from './check-dispatch.js';
import { findSubmission } from './submission.repository.js';
import { type Submission } from './submission.entity.js';
import { isUndecided } from './submission.model.js';
import { submissionNotFound } from './submission.errors.js';

/** A hint may be missed while its connection is made anew, and a closing process must not be kept. */
const LOOK_MS = 1_000;

/** Lets a request wait for the decision on a file. One that is not made here is heard of as an event of the service. */
export class DecisionWait {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly dispatch: Pick<CheckDispatch, 'outcomeHere'>,
    private readonly wakeUp: Pick<EventWakeUp, 'next'>,
    private readonly serving: Pick<ServingState, 'accepting'>,
  ) {}

  /** @returns the submission as it stands when it is decided, or after `waitMs`. @throws DomainError SUBMISSION_NOT_FOUND */
  async decided(submissionId: string, waitMs: number): Promise<Submission> {
    const giveUpAt = performance.now() + waitMs;
    const here = await this.decidedHere(submissionId, waitMs);
    if (here) return here;
    for (;;) {
      const left = giveUpAt - performance.now();
      const hint = this.wakeUp.next(Math.min(left, LOOK_MS), this.unitOfWork.service);
      const submission = await findSubmission(this.unitOfWork.dataSource.manager, submissionId);
      if (!submission) throw submissionNotFound(submissionId);
      if (!isUndecided(submission) || left <= 0 || !this.serving.accepting) return submission;
      await hint;
    }
  }

  private async decidedHere(submissionId: string, waitMs: number): Promise<Submission | null> {
    const heard = new AbortController();
    const over = pause(waitMs, null, { signal: heard.signal }).catch(() => null);
    const here = await Promise.race([this.dispatch.outcomeHere(submissionId), over]);
    heard.abort();
    return here;
  }
}
