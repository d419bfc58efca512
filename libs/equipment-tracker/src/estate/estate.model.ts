import { foldName, type EstateStated, type EventData } from '@cdc/contracts';
import { type ErrorItem } from '@cdc/feeds';

/** The estate of an organisation, whole, as its event states it. */
export type EstateFacts = EventData<typeof EstateStated>;

/** A row of the list: facts of the organisation, and one scheme or none. Null is an empty cell. */
export interface StatedEstate {
  readonly rowNumber: number;
  readonly orgCode: string;
  readonly acute: boolean | null;
  readonly ctScanners: number | null;
  readonly jagStatus: string | null;
  readonly jagExpires: string | null;
  readonly scheme: string | null;
  readonly status: string | null;
  readonly expires: string | null;
}

export interface EstateChanges {
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  /** Organisations whose estate is not what it was. */
  readonly changed: readonly EstateFacts[];
}

/** Facts that every row of an organisation has to agree on, with the columns that state them. */
const SHARED = { acute: 'acute', ctScanners: 'ct_scanners', jagStatus: 'jag_status', jagExpires: 'jag_expires' } as const;
type Shared = keyof typeof SHARED;
const SHARED_FACTS = Object.keys(SHARED) as readonly Shared[];

/** The estate of every organisation that rows name. An empty cell leaves the fact to another row of the same organisation. */
export function estatesOf(rows: readonly StatedEstate[]): ReadonlyMap<string, EstateFacts> {
  const estates = new Map<string, EstateFacts>();
  for (const { orgCode, acute, ctScanners, jagStatus, jagExpires, scheme, status, expires } of rows) {
    const before = estates.get(orgCode);
    estates.set(orgCode, {
      orgCode,
      acute: before?.acute ?? acute,
      ctScanners: before?.ctScanners ?? ctScanners,
      jagStatus: before?.jagStatus ?? jagStatus,
      jagExpires: before?.jagExpires ?? jagExpires,
      schemes: [...(before?.schemes ?? []), ...(scheme === null ? [] : [{ scheme, status, expires }])],
    });
  }
  return estates;
}

/**
 * A file states the whole estate of the organisations that it names. A scheme that it leaves out ends with it; that changes the organisation,
 * and is no row to count.
 * @param known estates by organisation
 */
export function estateChanges(known: ReadonlyMap<string, EstateFacts>, rows: readonly StatedEstate[]): EstateChanges {
  const after = estatesOf(rows);
  const counts = { new: 0, changed: 0, unchanged: 0 };
  for (const { orgCode, scheme } of rows) counts[changeOf(known.get(orgCode), after.get(orgCode), scheme)]++;
  return { counts, changed: [...after.values()].filter((estate) => textOf(known.get(estate.orgCode)) !== textOf(estate)) };
}

function changeOf(before: EstateFacts | undefined, after: EstateFacts | undefined, scheme: string | null): 'new' | 'changed' | 'unchanged' {
  const [known, stated] = [schemeOf(before, scheme), schemeOf(after, scheme)];
  if (!before || (scheme !== null && !known)) return 'new';
  const isSame = SHARED_FACTS.every((fact) => before[fact] === after?.[fact]) && known?.status === stated?.status && known?.expires === stated?.expires;
  return isSame ? 'unchanged' : 'changed';
}

function schemeOf(estate: EstateFacts | undefined, scheme: string | null): EstateFacts['schemes'][number] | undefined {
  return scheme === null ? undefined : estate?.schemes.find((one) => foldName(one.scheme) === foldName(scheme));
}

/** The order of schemes is that of the file and says nothing. */
function textOf(estate: EstateFacts | undefined): string {
  if (!estate) return '';
  const schemes = estate.schemes.map(({ scheme, status, expires }) => JSON.stringify([scheme, status, expires])).sort();
  return JSON.stringify([...SHARED_FACTS.map((fact) => estate[fact]), ...schemes]);
}

/** Rows of an organisation that contradict an earlier one, and rows that state a scheme of it again. */
export function estateFaults(rows: readonly StatedEstate[]): readonly ErrorItem[] {
  const firstOf = new Map<string, StatedEstate>();
  const first = (key: string, row: StatedEstate): StatedEstate => {
    const known = firstOf.get(key) ?? row;
    firstOf.set(key, known);
    return known;
  };
  return rows.flatMap((row) => {
    const twice = first(JSON.stringify([row.orgCode, foldName(row.scheme ?? '')]), row);
    const contradicted = SHARED_FACTS.flatMap((fact) => {
      const stated = row[fact] === null ? row : first(JSON.stringify([row.orgCode, fact, null]), row);
      return stated[fact] === row[fact] ? [] : [disagreement(stated, row, fact)];
    });
    return [...contradicted, ...(twice === row ? [] : [statedTwice(twice, row)])];
  });
}

const place = { severity: 'error', cell: null, sheet: null, suggestion: null } as const;

function disagreement(first: StatedEstate, row: StatedEstate, fact: Shared): ErrorItem {
  return {
    ...place,
    row: row.rowNumber,
    column: SHARED[fact],
    code: 'ESTATE_DISAGREES',
    value: shown(row[fact]),
    message: `Rows ${first.rowNumber} and ${row.rowNumber} are both of ${row.orgCode}, but ${SHARED[fact]} is ${shown(first[fact])} in one and ${shown(row[fact])} in the other.`,
    fix: 'Give both rows the same value, or leave it empty in one of them.',
  };
}

function statedTwice(first: StatedEstate, row: StatedEstate): ErrorItem {
  const what = row.scheme === null ? 'without a scheme' : `with the scheme ${row.scheme}`;
  return {
    ...place,
    row: row.rowNumber,
    column: row.scheme === null ? 'org_code' : 'scheme',
    code: 'DUPLICATE_KEY',
    value: row.scheme ?? row.orgCode,
    message: `Rows ${first.rowNumber} and ${row.rowNumber} are both of ${row.orgCode} ${what}.`,
    fix: 'Keep one of the two rows.',
  };
}

function shown(value: boolean | number | string | null): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
