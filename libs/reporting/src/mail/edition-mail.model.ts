import { type ActivityBasis } from '@cdc/contracts';
import { type Completeness, type EditionContent, type Total } from '../edition/edition-content.model.js';
import { countWords, periodWords, varianceWords } from '../formats/figure-words.model.js';
import { reportOf } from '../reports/index.js';

/** What a mail about an edition says. */
export interface EditionMail {
  readonly subject: string;
  /** Sentences, the most important first. */
  readonly summary: readonly string[];
  readonly missing: readonly string[];
}

const BASIS_WORDS: Readonly<Record<ActivityBasis, string>> = {
  DM01_15: 'The 15 tests of DM01',
  ALL_CDC: 'All tests',
};
const MOST_NAMES = 10;

/** Says in a few sentences what an edition states of its scope. The figures stay where they are checked: behind the link. @param label of synthetic data; the subject then begins with it in short */
export function editionMail(content: EditionContent, label: string | null): EditionMail {
  return { subject: `${label === null ? '' : '[Synthetic data] '}${subjectOf(content)}`, summary: summaryOf(content), missing: missingOf(content) };
}

function subjectOf({ kind, scope, period }: EditionContent): string {
  return `${reportOf(kind).title}: ${scope.name}, ${periodWords(period).replace('ending Sunday', 'ending')}`;
}

function summaryOf({ scope, completeness, totals }: EditionContent): readonly string[] {
  const own = totals.filter(({ level, code }) => level === scope.level && code === scope.code);
  return [...reportedSentences(completeness), ...own.map(totalSentence)];
}

function reportedSentences({ centresExpected, centresReported, spend }: Completeness): readonly string[] {
  const sentences: string[] = [];
  if (centresExpected !== undefined && centresReported !== undefined)
    sentences.push(`${countWords(centresReported)} of ${named(centresExpected, 'centre')} reported.`);
  if (spend)
    sentences.push(`${countWords(spend.entitiesPosted)} of ${named(spend.entitiesExpected, 'ledger')} posted.`);
  return sentences;
}

/** "All tests: 12,345 against a plan of 13,000 (−655 adverse)." */
function totalSentence({ basis, actual, plan, variance, direction }: Total): string {
  const label = BASIS_WORDS[basis];
  if (actual === null) return `${label}: not reported.`;
  if (plan === null) return `${label}: ${countWords(actual)}, without a plan.`;
  return `${label}: ${countWords(actual)} against a plan of ${countWords(plan)} (${varianceWords(variance, direction)}).`;
}

function missingOf({ completeness, missing }: EditionContent): readonly string[] {
  const { installations, spend } = completeness;
  const lines: string[] = [];
  if (missing.centres.length > 0) {
    const names = missing.centres.slice(0, MOST_NAMES).map(({ name }) => name);
    const more = missing.centres.length - names.length;
    const all = [...names, ...(more > 0 ? [`and ${countWords(more)} more`] : [])].join(', ');
    lines.push(`No return from ${named(missing.centres.length, 'centre')}: ${all}.`);
  }
  if (spend && spend.entitiesNotPosted > 0) lines.push(`${named(spend.entitiesNotPosted, 'ledger')} not posted.`);
  if (installations && installations.machinesNotUpdated > 0)
    lines.push(`Nothing stated for 28 days of ${named(installations.machinesNotUpdated, 'machine')}.`);
  return lines;
}

function named(count: number, noun: string): string {
  return `${countWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}
