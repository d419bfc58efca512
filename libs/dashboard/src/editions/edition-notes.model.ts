import { type EditionContent } from '../platform-api/edition-item.js';
import { counted } from '../words/format.model.js';

/** What a reader must know to use the figures, in the order in which it matters. */
export function editionNotes(edition: Pick<EditionContent, 'kind' | 'bases' | 'reconciliations' | 'completeness'>): string[] {
  const { kind, bases, reconciliations, completeness } = edition;
  const { actual, plan } = bases;
  return [
    'These are management figures, not official statistics.',
    'DM01 tests are the 15 of the DM01 return; all CDC tests are these and the others of the CDC range. The two counts are never added.',
    ...(typeof actual === 'string' ? [`Tests done: ${actual}.`] : []),
    ...(typeof plan === 'string' ? [`Plan: ${plan}.`] : [kind === 'weekly' ? 'Plan: the monthly plan spread over the days of its month.' : 'Plan: the monthly plan.']),
    'A test that was not reported is named as such and never counted as nought.',
    'Centres are grouped under integrated care boards and regions as they were then.',
    `${counted(completeness.cellsNotReported, 'test of a centre is', 'tests of centres are')} not reported.`,
    ...(reconciliations.length === 0 ? [] : [`${counted(reconciliations.length, 'figure differs', 'figures differ')} between two returns.`]),
  ];
}
