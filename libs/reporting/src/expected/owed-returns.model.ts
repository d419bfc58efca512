import { feedWindow, type FeedWindow, type ReturnedPeriod } from '@cdc/contracts';
import { countWords, testWords } from '../formats/figure-words.model.js';
import { centreCounts, missingReturns, type ExpectedCell, type MissingReturn } from './expected-cells.model.js';

/** The returns that a region owes for each period, and what people call them. A daily return is a weekly one day by day. */
export const OWED_RETURNS = [
  { feed: 'activity-weekly', title: 'Weekly activity', feeds: ['activity-daily', 'activity-weekly'], byCell: true },
  { feed: 'activity-monthly', title: 'Monthly activity', feeds: ['activity-monthly'], byCell: true },
  { feed: 'installations', title: 'Installation milestones', feeds: ['installations'], byCell: false },
  { feed: 'ledger', title: 'Ledger', feeds: ['ledger'], byCell: false },
] as const;
export type OwedFeed = (typeof OWED_RETURNS)[number]['feed'];
export type OwedReturn = (typeof OWED_RETURNS)[number];

/** @throws RangeError for a feed that no region owes */
export function owedReturn(feed: string): OwedReturn {
  const owed = OWED_RETURNS.find((one) => one.feed === feed);
  if (!owed) throw new RangeError(`no region owes ${feed}`);
  return owed;
}

/** @throws RangeError for a feed without windows */
export function windowOf(feed: string): FeedWindow {
  const window = feedWindow(feed);
  if (!window) throw new RangeError(`${feed} has no windows`);
  return window;
}

/** When a period was first returned. */
export interface FirstReturn extends ReturnedPeriod {
  readonly feed: string;
  readonly submissionId: string;
  readonly receivedAt: Date;
}

/** How a region's return of a period stands. */
export interface ReturnGap {
  /** False where the region has nothing to return. */
  readonly isExpected: boolean;
  /** The first valid file; null while there is none. */
  readonly first: FirstReturn | null;
  /** What is missing, a line each; empty when nothing is. */
  readonly missing: readonly string[];
}

const MOST_LINES = 12;
const MOST_TESTS = 4;

/** The gap of a return that is made of cells: what is missing by centre. */
export function gapOfCells(cells: readonly ExpectedCell[], first: FirstReturn | null): ReturnGap {
  const missing = missingReturns(cells);
  // Centres of which nothing came stand first: they are asked for before single tests are.
  const lines = [...missing.filter(({ isWhole }) => isWhole), ...missing.filter(({ isWhole }) => !isWhole)].map(missingLine);
  const more = lines.length - MOST_LINES;
  const shown = more > 0 ? [...lines.slice(0, MOST_LINES), `And ${countWords(more)} more ${more === 1 ? 'centre' : 'centres'}.`] : lines;
  return { isExpected: centreCounts(cells).expected > 0, first, missing: shown };
}

/** The gap of a return that is one file: it is there or not. @param isKnown whether the region has ever sent one */
export function gapOfFile(owed: OwedReturn, isKnown: boolean, first: FirstReturn | null): ReturnGap {
  return { isExpected: isKnown, first, missing: isKnown && !first ? [`${owed.title}: no file has been accepted.`] : [] };
}

function missingLine({ cdcName, tests, isWhole }: MissingReturn): string {
  if (isWhole) return `${cdcName}: nothing has been reported.`;
  const named = tests.slice(0, MOST_TESTS).map(testWords).join(', ');
  const more = tests.length - MOST_TESTS;
  return `${cdcName}: ${countWords(tests.length)} ${tests.length === 1 ? 'test is' : 'tests are'} missing (${named}${more > 0 ? ` and ${countWords(more)} more` : ''}).`;
}
