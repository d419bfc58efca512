import { type CdcRegisterRow, type ErrorItem } from '@cdc/feeds';
import { mistypedCdcCode } from './cdc-code.model.js';
import { identityKey } from './site-matching.model.js';

/** An integrated care board that centres may name. */
export interface KnownIcb {
  readonly code: string;
  readonly onsCode: string | null;
  readonly name: string | null;
  /** Null until the file with its region has been sent. */
  readonly regionCode: string | null;
}

/** A row of the register with its place in the file. */
export interface PlacedRow {
  readonly rowNumber: number;
  readonly row: CdcRegisterRow;
}

/** The board that a row names by either code. */
export function icbOf(row: CdcRegisterRow, icbs: readonly KnownIcb[]): KnownIcb | undefined {
  return icbs.find((icb) =>
    row.icbCode === null ? icb.onsCode !== null && icb.onsCode === row.icbOnsCode : icb.code === row.icbCode,
  );
}

/** What is wrong with a register only in the light of what the registry knows: its boards, their regions, and how codes and identities are formed. */
export function registerFaults(rows: readonly PlacedRow[], icbs: readonly KnownIcb[]): readonly ErrorItem[] {
  const firstRowOf = new Map<string, number>();
  return rows.flatMap(({ rowNumber, row }) => {
    const faults: ErrorItem[] = [];
    const key = row.cdcCode ?? identityKey(row);
    const first = firstRowOf.get(key);
    if (first === undefined) firstRowOf.set(key, rowNumber);
    else faults.push(sameCentreTwice(rowNumber, first, row));
    const meant = row.cdcCode === null ? null : mistypedCdcCode(row.cdcCode);
    if (row.cdcCode !== null && meant !== null) faults.push(mistyped(rowNumber, row.cdcCode, meant));
    const icb = icbOf(row, icbs);
    if (!icb) faults.push(unknownIcb(rowNumber, row));
    else if (icb.regionCode === null) faults.push(icbWithoutRegion(rowNumber, row, icb));
    else if (row.regionCode !== null && row.regionCode !== icb.regionCode)
      faults.push(otherRegion(rowNumber, row.regionCode, icb));
    return faults;
  });
}

const place = { severity: 'error', cell: null, sheet: null, suggestion: null } as const;

const icbColumn = (row: CdcRegisterRow) => ({
  column: row.icbCode === null ? 'icb_ons_code' : 'icb',
  value: row.icbCode ?? row.icbOnsCode,
});

function mistyped(row: number, value: string, meant: string): ErrorItem {
  return {
    ...place,
    row,
    column: 'cdc_code',
    code: 'CODE_FORMAT',
    value,
    message: `${value} is not an ODS code. It looks like ${meant} with a letter O or I in place of a number 0 or 1, or the other way round.`,
    fix: 'Check the code against the ODS record of the site.',
    suggestion: meant,
  };
}

function sameCentreTwice(row: number, first: number, { cdcCode, name }: CdcRegisterRow): ErrorItem {
  return {
    ...place,
    row,
    column: cdcCode === null ? 'name' : 'cdc_code',
    code: 'DUPLICATE_KEY',
    value: cdcCode ?? name,
    message: `Rows ${first} and ${row} are the same centre. Case and punctuation in a name make no difference.`,
    fix: 'Keep one of the two rows.',
  };
}

function unknownIcb(rowNumber: number, row: CdcRegisterRow): ErrorItem {
  const { column, value } = icbColumn(row);
  return {
    ...place,
    row: rowNumber,
    column,
    code: 'UNKNOWN_ICB',
    value,
    message: `The registry does not know the integrated care board ${value ?? ''}.`,
    fix: 'Check the code, or send the list of ICB names and codes to the feed organisations first.',
  };
}

function icbWithoutRegion(rowNumber: number, row: CdcRegisterRow, icb: KnownIcb): ErrorItem {
  const { column, value } = icbColumn(row);
  return {
    ...place,
    row: rowNumber,
    column,
    code: 'UNKNOWN_ICB',
    value,
    message: `The registry does not know which region the integrated care board ${icb.name ?? icb.code} belongs to.`,
    fix: 'Send the list of ICBs and their regions to the feed organisations first.',
  };
}

function otherRegion(row: number, value: string, icb: KnownIcb): ErrorItem {
  return {
    ...place,
    row,
    column: 'region',
    code: 'NOT_IN_LIST',
    value,
    message: `The integrated care board ${icb.name ?? icb.code} belongs to region ${icb.regionCode ?? ''}, not ${value}.`,
    fix: 'Correct the region or the integrated care board, or leave the region blank.',
    suggestion: icb.regionCode,
  };
}
