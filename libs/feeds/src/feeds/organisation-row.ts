import { type Row } from './feed.model.js';

/**
 * A row of any `organisations` layout in one shape. A field left out is one the layout does not state, so what is known stays;
 * null is a stated blank (`closed: null` = not closed).
 */
export interface OrganisationRow {
  readonly kind: 'icb' | 'trust' | 'site';
  readonly code: string;
  readonly name?: string;
  readonly onsCode?: string;
  readonly regionCode?: string | null;
  readonly icbCode?: string | null;
  readonly operatedBy?: string | null;
  readonly postcode?: string | null;
  /** ISO dates. */
  readonly opened?: string | null;
  readonly closed?: string | null;
  readonly status?: 'active' | 'inactive';
}

export function organisationOf(row: Row): OrganisationRow {
  return { kind: 'site', code: row.text(0) ?? '' };
}
