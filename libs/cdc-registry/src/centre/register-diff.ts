import { compareFacts } from '@cdc/intake';
import { type CentreFacts } from './centre.model.js';
import { type PlacedRow } from './register-faults.model.js';

const COLUMNS = {
  name: 'name',
  hostTrust: 'host_trust',
  icbCode: 'icb',
  archetype: 'archetype',
  status: 'status',
  temporary: 'temporary',
  opened: 'opened',
  postcode: 'postcode',
  parentHub: 'parent_hub',
  longitude: 'longitude',
  latitude: 'latitude',
  openTwelveSeven: 'is_open_12_7',
} as const;
const FACTS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

/**
 * What a file changes of the centres that were known. An empty cell leaves what is known to the file that stated it; the board is always stated.
 * @param after one centre for each row
 */
export function registerDiff(known: readonly CentreFacts[], placed: readonly PlacedRow[], after: readonly CentreFacts[]) {
  return compareFacts(
    new Map(known.map((centre) => [centre.cdcCode, centre])),
    after.map((facts, at) => {
      const row = placed[at];
      const stated = { ...row?.row, icbCode: facts.icbCode };
      return {
        name: facts.cdcCode,
        place: { row: row?.rowNumber ?? null, key: { cdc_code: facts.cdcCode } },
        facts,
        fills: FACTS.filter((fact) => (stated[fact] ?? null) !== null),
      };
    }),
    COLUMNS,
  );
}
