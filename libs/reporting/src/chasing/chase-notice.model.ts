import { REGIONS, windowTimes } from '@cdc/contracts';
import { owedReturn, windowOf, type OwedFeed } from '../expected/owed-returns.model.js';
import { periodWords } from '../formats/figure-words.model.js';
import { type Rung } from './chase-ladder.model.js';

/** What a reminder says, as it was when it was decided. Deadlines are ISO instants. */
export interface ChaseNotice {
  readonly feed: OwedFeed;
  readonly regionCode: string;
  readonly period: string;
  readonly rung: Rung;
  readonly softDeadline: string;
  readonly hardDeadline: string;
  readonly missing: readonly string[];
}

export interface ChaseMail {
  readonly subject: string;
  readonly heading: string;
  /** Sentences, the most important first. */
  readonly summary: readonly string[];
  readonly missing: readonly string[];
}

const RUNG_WORDS: Readonly<Record<Rung, string>> = { before: 'due in 2 working days', due: 'due today', 'after-1': 'late', 'after-5': 'still missing' };
const deadlines = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

export function chaseNotice(chase: { readonly feed: OwedFeed; readonly regionCode: string; readonly period: string; readonly rung: Rung }, missing: readonly string[]): ChaseNotice {
  const { softDeadline, hardDeadline } = windowTimes(windowOf(chase.feed), chase.period);
  const { feed, regionCode, period, rung } = chase;
  return { feed, regionCode, period, rung, softDeadline: softDeadline.toISOString(), hardDeadline: hardDeadline.toISOString(), missing };
}

/** Says what is missing, and both deadlines. @param label of synthetic data; the subject then begins with it in short */
export function chaseMail({ feed, regionCode, period, rung, softDeadline, hardDeadline, missing }: ChaseNotice, label: string | null): ChaseMail {
  const region = REGIONS.find(({ code }) => code === regionCode)?.name ?? regionCode;
  const heading = `${owedReturn(feed).title} of ${region}, ${periodWords(period).replace('ending Sunday', 'ending')}: ${RUNG_WORDS[rung]}`;
  const isOver = rung === 'after-1' || rung === 'after-5';
  return {
    subject: `${label === null ? '' : '[Synthetic data] '}${heading}`,
    heading,
    summary: [
      `The return ${isOver ? 'was' : 'is'} due by ${deadlineWords(softDeadline)}.`,
      `Until ${deadlineWords(hardDeadline)} it can be sent and corrected freely; after that a correction needs a reason.`,
      'You get this mail because something of the return is missing. When it has been accepted, no more will come for it.',
    ],
    missing,
  };
}

/** "the end of Wednesday 26 October 2022": deadlines are the last second of a day in England. */
function deadlineWords(instant: string): string {
  return `the end of ${deadlines.format(new Date(instant)).replace(',', '')}`;
}
