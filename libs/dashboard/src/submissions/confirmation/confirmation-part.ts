import { isAllowed, maySubmit } from '@cdc/access';
import { feedRow } from '@cdc/contracts';
import { type PlatformApi } from '../../platform-api/platform-api.js';
import { type SubmissionItem } from '../../platform-api/submission-item.js';
import { type SignedInSession } from '../../session/page-session.repository.js';
import { changesView, type ChangesView } from './changes.model.js';
import { givenReasons, questionsOf, type GivenReasonLine, type Question, type ReasonFields } from './confirm-form.model.js';

/** What the page of a submission says of what the file changes, of what it waits for, and of what was said. */
export interface ConfirmationPart {
  readonly changes: ChangesView | null;
  readonly questions: readonly Question[];
  /** Links to the boxes that are still empty. */
  readonly questionErrors: readonly { readonly text: string; readonly href: string }[];
  readonly mayConfirm: boolean;
  readonly reasons: readonly GivenReasonLine[];
}

const CHANGES_SHOWN = 50;
const DECIDED: ReadonlySet<SubmissionItem['status']> = new Set(['accepted', 'awaiting-confirmation', 'superseded']);

/** @param sent reasons that a person has entered; null before the form was sent */
export async function confirmationPart(api: PlatformApi, session: SignedInSession, item: SubmissionItem, sent: ReasonFields | null): Promise<ConfirmationPart> {
  if (!DECIDED.has(item.status)) return { changes: null, questions: [], questionErrors: [], mayConfirm: false, reasons: [] };
  const { principal } = session;
  // A diff holds figures of the file, so it is for those who may read the file.
  const seesChanges = isAllowed(principal, 'submission.read-file');
  const [confirmation, diff] = await Promise.all([api.confirmation(session, item.id), seesChanges ? api.submissionDiff(session, item.id, CHANGES_SHOWN) : null]);
  const feed = feedRow(item.feed);
  const questions = questionsOf(confirmation, sent);
  return {
    changes: diff && changesView(diff),
    questions,
    questionErrors: questions.flatMap(({ error, title, field }) => (error === null ? [] : [{ text: `${error}: ${title}`, href: `#${field}` }])),
    mayConfirm: feed !== undefined && isAllowed(principal, 'submission.confirm') && maySubmit(principal, feed.name),
    reasons: givenReasons(confirmation),
  };
}
