import { type OrganisationRow } from '@cdc/feeds';
import { compareFacts } from '@cdc/intake';
import { type OrganisationChange, type OrganisationFacts } from './organisation.model.js';

/** A row of a list with its place in the file. */
export interface PlacedOrganisation {
  readonly rowNumber: number;
  readonly row: OrganisationRow;
}

const COLUMNS = {
  kind: 'kind',
  name: 'name',
  onsCode: 'ons_code',
  regionCode: 'region',
  icbCode: 'icb',
  operatedBy: 'operated_by',
  postcode: 'postcode',
  opened: 'opened',
  closed: 'closed',
  status: 'status',
} as const;
const FACTS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/** What a list changes of the organisations that were known. Each fact belongs to the file that states it: no list states all. */
export function organisationDiff(known: ReadonlyMap<string, OrganisationFacts>, placed: readonly PlacedOrganisation[], changes: readonly OrganisationChange[]) {
  const after = new Map(changes.map(({ facts }) => [facts.code, facts]));
  const last = new Map(placed.map((one) => [one.row.code, one]));
  return compareFacts(
    known,
    [...last.values()].flatMap(({ rowNumber, row }) => {
      const facts = after.get(row.code);
      return facts ? [{ name: row.code, place: { row: rowNumber, key: { code: row.code } }, facts, fills: FACTS.filter((fact) => row[fact] !== undefined) }] : [];
    }),
    COLUMNS,
  );
}
