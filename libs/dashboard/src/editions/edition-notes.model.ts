import { type EditionContent } from '../platform-api/edition-item.js';
import { counted } from '../words/format.model.js';
import { coveredDomains, type Domain } from './edition-domains.model.js';
import { unmatchedSentence } from './spend-part.model.js';

/** What a reader must know to use the figures, in the order in which it matters. */
export function editionNotes(edition: EditionContent): string[] {
  const domains = coveredDomains(edition);
  return [
    'These are management figures, not official statistics.',
    'Organisations are grouped under integrated care boards and regions as they were then.',
    ...domains.flatMap((domain) => NOTES[domain](edition)),
  ];
}

const NOTES: Readonly<Record<Domain, (edition: EditionContent) => string[]>> = {
  activity: ({ kind, bases, reconciliations, completeness }) => {
    const { actual, plan } = bases;
    return [
      'DM01 tests are the 15 of the DM01 return; all CDC tests are these and the others of the CDC range. The two counts are never added.',
      ...(typeof actual === 'string' ? [`Tests done: ${actual}.`] : []),
      ...(typeof plan === 'string' ? [`Plan: ${plan}.`] : [kind === 'weekly' ? 'Plan: the monthly plan spread over the days of its month.' : 'Plan: the monthly plan.']),
      'A test that was not reported is named as such and never counted as nought.',
      `${counted(completeness.cellsNotReported ?? 0, 'test of a centre is', 'tests of centres are')} not reported.`,
      ...(reconciliations.length === 0 ? [] : [`${counted(reconciliations.length, 'figure differs', 'figures differ')} between two returns.`]),
    ];
  },
  installations: () => [
    'Milestones are counted up to the last day of the period. Late: actual or forecast 3 weeks or more after the plan. Overdue: the forecast has passed without an actual date.',
  ],
  spend: (edition) => [
    'Spend is what ledgers hold, without accruals and commitments. Capital and revenue are never added. Over plan is adverse, under plan favourable.',
    ...[unmatchedSentence(edition)].filter((sentence) => sentence !== null),
  ],
};
