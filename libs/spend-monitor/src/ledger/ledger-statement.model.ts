import { type ErrorCode, type ErrorItem, type LedgerRow } from '@cdc/feeds';
import { type EntityNames, type KnownEntity } from '../entity/entity-names.model.js';

/** What the sender said beside the file, or null. */
export interface SaidOfLedger {
  readonly entity: string | null;
  readonly period: string | null;
}

/** Whose ledger of which month a file is, or why that cannot be told. */
export interface LedgerStatement {
  readonly entity: KnownEntity | null;
  /** `2020-06`. */
  readonly period: string | null;
  readonly faults: readonly ErrorItem[];
}

const HOW_TO_NAME = 'Send the file again with entity= and the code of the organisation, like entity=RQM.';

/** Reads entity and month off all rows and off what the sender said; both must agree. Line dates have no say. */
export function ledgerStatement(rows: readonly LedgerRow[], said: SaidOfLedger, entities: EntityNames): LedgerStatement {
  const entity = entityOf(rows, said.entity, entities);
  const period = periodOf(rows, said.period);
  const faults = [...entity.faults, ...period.faults];
  return { entity: entity.found, period: period.found, faults };
}

interface Found<T> {
  readonly found: T | null;
  readonly faults: readonly ErrorItem[];
}

function entityOf(rows: readonly LedgerRow[], said: string | null, entities: EntityNames): Found<KnownEntity> {
  const names = firstRows(rows, ({ entity }) => entity);
  const faults: ErrorItem[] = [];
  let found = said === null ? undefined : entities.find(said);
  if (said !== null && !found) faults.push(unknown(null, said, entities));
  if (said === null && names.length === 0) {
    faults.push(fault('ENTITY_NOT_STATED', null, null, null, 'The file does not say whose ledger it is.', HOW_TO_NAME));
  }
  for (const { row, value } of names) {
    const named = entities.find(value);
    if (!named) faults.push(unknown(row, value, entities));
    else if (found && named.code !== found.code) faults.push(otherEntity(row, value, named, found));
    else found = named;
  }
  return { found: found ?? null, faults };
}

function periodOf(rows: readonly LedgerRow[], said: string | null): Found<string> {
  const months = firstRows(rows, ({ period }) => period);
  const found = said ?? months[0]?.value ?? null;
  if (found === null) {
    const fix = 'Send the file again with period= and its month, like period=2020-06.';
    return { found, faults: [fault('PERIOD_NOT_STATED', null, null, null, 'The file does not say which ledger month it is.', fix)] };
  }
  const faults = months
    .filter(({ value }) => value !== found)
    .map(({ row, value }) => {
      const message = `The row is for ${value} and the ${said === null ? 'rows above it' : 'submission'} for ${found}.`;
      return fault('PERIOD_DIFFERS', row, 'period', value, message, 'Send each ledger month as a file of its own.');
    });
  return { found, faults };
}

/** Every different value of a column with the row where it first stands, in the order of the file. */
function firstRows(rows: readonly LedgerRow[], valueOf: (row: LedgerRow) => string | null): { row: number; value: string }[] {
  const first = new Map<string, number>();
  for (const row of rows) {
    const value = valueOf(row);
    if (value !== null && !first.has(value)) first.set(value, row.rowNumber);
  }
  return [...first].map(([value, row]) => ({ row, value }));
}

function unknown(row: number | null, value: string, entities: EntityNames): ErrorItem {
  const closest = entities.closest(value);
  const shown = closest.map(({ code, name }) => `${name} (${code})`);
  const message = `"${value}" is not an organisation that we know.${shown.length === 0 ? '' : ` The closest: ${new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(shown)}.`}`;
  const fix = row === null ? 'Send the code of a trust, a board or a region, or ENG.' : 'Write its code in the file, or ask finance to add this name to the list of entity aliases.';
  return fault('UNKNOWN_ENTITY', row, row === null ? null : 'entity', value, message, fix);
}

function otherEntity(row: number, value: string, named: KnownEntity, found: KnownEntity): ErrorItem {
  const message = `"${value}" is ${named.code}, and this is the ledger of ${found.code}, ${found.name}.`;
  return fault('ENTITY_DIFFERS', row, 'entity', value, message, 'Send the ledger of each organisation as a file of its own.');
}

function fault(code: ErrorCode, row: number | null, column: string | null, value: string | null, message: string, fix: string): ErrorItem {
  return { severity: 'error', row, column, cell: null, sheet: null, code, value, message, fix, suggestion: null };
}
