import { type EditionContent } from '../platform-api/edition-item.js';

/** What a report can be about. */
const DOMAINS = ['activity', 'installations', 'spend'] as const;
export type Domain = (typeof DOMAINS)[number];

/** Which of these an edition covers. One made before editions said so is about tests. */
export function coveredDomains({ bases }: Pick<EditionContent, 'bases'>): readonly Domain[] {
  const named = bases['domains'];
  return Array.isArray(named) ? DOMAINS.filter((domain) => named.includes(domain)) : ['activity'];
}
