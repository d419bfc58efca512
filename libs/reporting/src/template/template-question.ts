import { type TemplateContent } from '@cdc/feeds';
import { type RegionScope } from '@cdc/platform';
import { type EntityManager } from 'typeorm';

/** For whom a template is filled in, and when. */
export interface TemplateQuestion {
  readonly manager: EntityManager;
  readonly regions: RegionScope;
  /** ISO date in England. */
  readonly today: string;
}

/** What is known of one feed already. */
export type TemplateRows = (question: TemplateQuestion) => Promise<TemplateContent>;

/** Later than any position of a log: a template shows what is known now. */
export const NOW = '9223372036854775807';

export function isInScope(regions: RegionScope, regionCode: string | null): boolean {
  return regions === 'all' || (regionCode !== null && regions.includes(regionCode));
}
