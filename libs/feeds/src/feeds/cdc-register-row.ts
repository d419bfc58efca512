import { type Row } from './feed.model.js';

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
  readonly archetype: 'standard' | 'large' | 'hub' | 'spoke' | null;
  readonly status: 'proposed' | 'approved' | 'open' | 'closed' | null;
  readonly temporary: boolean | null;
  readonly opened: string | null;
  readonly postcode: string | null;
  readonly parentHub: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

export function cdcRegisterRowOf(row: Row): CdcRegisterRow {
  return {
    cdcCode: null,
    name: row.text(0) ?? '',
    hostTrust: null,
    icbCode: null,
    icbOnsCode: null,
    regionCode: null,
    archetype: null,
    status: null,
    temporary: null,
    opened: null,
    postcode: null,
    parentHub: null,
    longitude: null,
    latitude: null,
  };
}
