import { ABSENT, type Row } from './feed.model.js';

/** A row of either `cdc-register` layout. Null = the layout does not state it or the cell is empty. */
export interface CdcRegisterRow {
  /** Null in the GOV.UK list, which has no codes: match by name and postcode. */
  readonly cdcCode: string | null;
  readonly name: string;
  readonly hostTrust: string | null;
  /** ODS code of the ICB (template), or null. */
  readonly icbCode: string | null;
  /** ONS E54 code of the ICB (GOV.UK list), or null. */
  readonly icbOnsCode: string | null;
  readonly regionCode: string | null;
  readonly archetype: string | null;
  readonly status: string | null;
  readonly temporary: boolean | null;
  readonly opened: string | null;
  /** Upper case with one space, as in `N1 9GU`. */
  readonly postcode: string | null;
  readonly parentHub: string | null;
  /** Degrees. */
  readonly longitude: number | null;
  readonly latitude: number | null;
  /** Whether it opens 12 hours a day on 7 days a week, as the published list writes it. */
  readonly openTwelveSeven: string | null;
}

/** The row in one shape, whichever layout it came in. Allocates: not for hot paths. */
export function cdcRegisterRowOf(row: Row): CdcRegisterRow {
  const value = (name: string): string | null => {
    const index = row.layout.columns.findIndex((column) => column.name === name);
    return index < 0 ? null : row.value(index);
  };
  const degrees = (name: string): number | null => {
    const index = row.layout.columns.findIndex((column) => column.name === name);
    const number = index < 0 ? ABSENT : row.number(index);
    return number === ABSENT ? null : number;
  };
  const temporary = value('temporary');
  return {
    cdcCode: value('cdc_code')?.toUpperCase() ?? null,
    name: (value('name') ?? '').replace(/\s+/g, ' '),
    hostTrust: value('host_trust')?.toUpperCase() ?? null,
    icbCode: value('icb'),
    icbOnsCode: value('icb_ons_code'),
    regionCode: value('region'),
    archetype: value('archetype'),
    status: value('status'),
    temporary: temporary === null ? null : temporary === 'yes',
    opened: value('opened'),
    postcode: postcodeOf(value('postcode') ?? value('address') ?? ''),
    parentHub: value('parent_hub')?.toUpperCase() ?? null,
    longitude: degrees('longitude'),
    latitude: degrees('latitude'),
    openTwelveSeven: value('is_open_12_7'),
  };
}

/** The postcode at the end of a text, in its usual form, or null. */
export function postcodeOf(text: string): string | null {
  const found = /\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\s*$/i.exec(text);
  return found ? `${found[1]} ${found[2]}`.toUpperCase() : null;
}
