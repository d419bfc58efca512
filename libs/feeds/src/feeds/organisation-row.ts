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
  /** ODS code; a Welsh body has one that is not a region of England (W00). */
  readonly regionCode?: string | null;
  readonly icbCode?: string | null;
  readonly operatedBy?: string | null;
  readonly postcode?: string | null;
  /** ISO dates. */
  readonly opened?: string | null;
  readonly closed?: string | null;
  readonly status?: 'active' | 'inactive';
}

/** The row in one shape, whichever layout it came in. Allocates: not for hot paths. */
export function organisationOf(row: Row): OrganisationRow {
  const value = (name: string): string | null => row.value(row.layout.columnIndex(name));
  const stated = (name: string): string => value(name) ?? '';
  const code = stated('code').toUpperCase();
  switch (row.layout.name) {
    case 'ods-etr':
      return {
        kind: 'trust',
        code,
        name: stated('name'),
        regionCode: value('region'),
        icbCode: value('icb'),
        postcode: value('postcode'),
        opened: value('opened'),
        closed: value('closed'),
      };
    case 'ods-sites':
      return {
        kind: 'site',
        code,
        name: stated('name'),
        operatedBy: value('operated_by'),
        postcode: value('postcode'),
        opened: value('opened'),
        closed: value('closed'),
        status: value('status') === 'active' ? 'active' : 'inactive',
      };
    case 'icb-names':
      return {
        kind: 'icb',
        code,
        name: stated('name')
          .replace(/^NHS /, '')
          .replace(/ Integrated Care Board$/, ''),
        onsCode: stated('ons_code'),
      };
    case 'icb-regions':
      return { kind: 'icb', code, regionCode: value('region') };
    default:
      throw new RangeError(`layout ${row.layout.name} does not hold organisations`);
  }
}
