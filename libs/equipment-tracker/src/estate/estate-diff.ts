import { foldName } from '@cdc/contracts';
import { cellChanges, droppedCell, type CellChange, type CellStanding, type Diff } from '@cdc/intake';
import { estatesOf, type EstateChanges, type EstateFacts, type StatedEstate } from './estate.model.js';

type Scheme = EstateFacts['schemes'][number];

const SHARED = { acute: 'acute', ctScanners: 'ct_scanners', jagStatus: 'jag_status', jagExpires: 'jag_expires' } as const;
const SCHEME = { status: 'status', expires: 'expires' } as const;

/** What rows change of the estates that were known, and which schemes they leave out. An organisation is stated whole. */
export function estateDiff(known: ReadonlyMap<string, EstateFacts>, rows: readonly StatedEstate[], { changed }: EstateChanges) {
  const after = estatesOf(rows);
  const differs = new Set(changed.map(({ orgCode }) => orgCode));
  const standing = (orgCode: string): CellStanding => (!known.has(orgCode) ? 'new' : differs.has(orgCode) ? 'changed' : 'unchanged');
  const changes: CellChange[] = [];
  let dropped = 0;
  for (const [orgCode, estate] of after) {
    const before = known.get(orgCode);
    if (!before) continue;
    const rowOf = (scheme: string | null): number | null => rows.find((row) => row.orgCode === orgCode && (scheme === null || isNamed(row.scheme, scheme)))?.rowNumber ?? null;
    changes.push(...cellChanges({ row: rowOf(null), key: { org_code: orgCode } }, before, estate, SHARED));
    for (const { scheme, ...facts } of estate.schemes) {
      changes.push(...cellChanges({ row: rowOf(scheme), key: { org_code: orgCode, scheme } }, schemeOf(before, scheme), { scheme, ...facts }, SCHEME));
    }
    const gone = before.schemes.filter(({ scheme }) => !schemeOf(estate, scheme));
    dropped += gone.length;
    changes.push(...gone.map(({ scheme, status }) => droppedCell({ org_code: orgCode, scheme }, 'status', status)));
  }
  const diff: Diff = { changes, dropped };
  return { diff, statement: { cells: new Map([...after.keys()].map((orgCode) => [orgCode, standing(orgCode)])) } };
}

function schemeOf({ schemes }: EstateFacts, scheme: string): Scheme | undefined {
  return schemes.find((one) => isNamed(one.scheme, scheme));
}

function isNamed(scheme: string | null, other: string): boolean {
  return scheme !== null && foldName(scheme) === foldName(other);
}
