import { codeOfName } from './places.js';
import { dateInEngland, monthFromText, sundayOf } from './plain-dates.js';
import { BUDGET_LINES, MILESTONES, MODALITIES, codeIn, spendKind, type SpendKind } from './programme-names.js';
import { type Geography } from './published-lists.js';
import { csvRecords } from './split-csv.js';
import { type SentFile } from './stated-figures.js';
import { penceOf } from './whole-numbers.js';

/** A file with the ISO instant at which it was taken. */
export interface DatedFile extends SentFile {
  readonly clock: string;
}

export interface StatedDates {
  readonly baseline: string | null;
  readonly forecast: string | null;
  readonly actual: string | null;
}

export interface StatedMachine {
  readonly machineId: string;
  readonly orgCode: string;
  readonly modality: string;
}

/** An amount of an organisation, a month, a kind and a line. */
export interface AmountCell {
  readonly orgCode: string;
  readonly month: string;
  readonly kind: SpendKind;
  readonly line: string;
  readonly pence: bigint;
}

export interface LedgerLine {
  readonly weekEnding: string;
  readonly pence: bigint;
  /** Null = not stated. */
  readonly kind: SpendKind | null;
  readonly line: string | null;
  readonly cdcCode: string | null;
}

/** The newest ledger of an entity and a month, whole. */
export interface Ledger {
  readonly entity: string;
  readonly month: string;
  readonly lines: readonly LedgerLine[];
}

export interface PurchaseOrder {
  readonly orgCode: string;
  readonly kind: SpendKind;
  readonly line: string;
  readonly ordered: bigint;
  readonly receipted: bigint;
  readonly invoiced: bigint;
}

/** What the accepted files state of installations, openings and spend; later files over earlier ones. */
export interface StatedProgramme {
  readonly machines: ReadonlyMap<string, StatedMachine>;
  /** By machine, then milestone. */
  readonly milestones: ReadonlyMap<string, ReadonlyMap<string, StatedDates>>;
  /** Day in England of the last file that names the machine. */
  readonly statedOn: ReadonlyMap<string, string>;
  /** Planned opening by centre. */
  readonly openings: ReadonlyMap<string, string>;
  readonly plans: ReadonlyMap<string, AmountCell>;
  readonly forecasts: ReadonlyMap<string, AmountCell>;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  readonly orders: ReadonlyMap<string, PurchaseOrder>;
}

type Row = ReadonlyMap<string, string>;

const cell = (row: Row, column: string): string => row.get(column) ?? '';
const optional = (row: Row, column: string): string | null => cell(row, column) || null;

function dateIn(row: Row, column: string): string | null {
  const text = optional(row, column);
  if (text !== null && !/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError(`not a date: ${text}`);
  return text;
}

function neededDate(row: Row, column: string): string {
  const date = dateIn(row, column);
  if (date === null) throw new RangeError(`no ${column}`);
  return date;
}

function amountCell(row: Row, column: string): [key: string, AmountCell] {
  const orgCode = cell(row, 'orgcode').toUpperCase();
  const month = monthFromText(cell(row, 'month'));
  const kind = spendKind(cell(row, 'kind'));
  const line = codeIn(BUDGET_LINES, cell(row, 'line'));
  return [`${orgCode} ${month} ${kind} ${line}`, { orgCode, month, kind, line, pence: penceOf(cell(row, column)) }];
}

function ledgerLine(row: Row): LedgerLine {
  const [kind, line] = [optional(row, 'kind'), optional(row, 'line')];
  return {
    weekEnding: sundayOf(neededDate(row, 'date')),
    pence: penceOf(cell(row, 'amount')),
    kind: kind === null ? null : spendKind(kind),
    line: line === null ? null : codeIn(BUDGET_LINES, line),
    cdcCode: optional(row, 'cdccode')?.toUpperCase() ?? null,
  };
}

type Trees = { readonly [Name in keyof StatedProgramme]: StatedProgramme[Name] extends ReadonlyMap<string, infer Value> ? Map<string, Value> : never };
type ReadFile = (trees: Trees, rows: readonly Row[], clock: string, geography: Geography) => void;

const readMachines: ReadFile = ({ machines }, rows) => {
  for (const row of rows) {
    const machineId = cell(row, 'machineid').toUpperCase();
    machines.set(machineId, { machineId, orgCode: cell(row, 'orgcode').toUpperCase(), modality: codeIn(MODALITIES, cell(row, 'modality')) });
  }
};

/** An empty date states nothing, so what was known stays; a baseline stays as first stated. */
const readInstallations: ReadFile = ({ milestones, statedOn }, rows, clock) => {
  for (const row of rows) {
    const machineId = cell(row, 'machineid').toUpperCase();
    const milestone = codeIn(MILESTONES, cell(row, 'milestone'));
    const ofMachine = milestones.get(machineId) ?? new Map<string, StatedDates>();
    const known = ofMachine.get(milestone) ?? { baseline: null, forecast: null, actual: null };
    const baseline = known.baseline ?? dateIn(row, 'baseline');
    const forecast = dateIn(row, 'forecast') ?? known.forecast;
    const actual = dateIn(row, 'actual') ?? known.actual;
    milestones.set(machineId, new Map([...ofMachine, [milestone, { baseline, forecast, actual }]]));
    statedOn.set(machineId, dateInEngland(clock));
  }
};

const readLedger: ReadFile = ({ ledgers }, rows, _clock, geography) => {
  const [first] = rows;
  if (!first) throw new RangeError('a ledger without lines');
  const [entity, month] = [codeOfName(geography, cell(first, 'entity')), monthFromText(cell(first, 'period'))];
  ledgers.set(`${entity} ${month}`, { entity, month, lines: rows.map(ledgerLine) });
};

const readOrders: ReadFile = ({ orders }, rows) => {
  for (const row of rows) {
    const [ordered = 0n, receipted = 0n, invoiced = 0n] = ['ordered', 'receipted', 'invoiced'].map((column) => penceOf(cell(row, column)));
    const [kind, line] = [spendKind(cell(row, 'kind')), codeIn(BUDGET_LINES, cell(row, 'line'))];
    orders.set(cell(row, 'poreference'), { orgCode: cell(row, 'orgcode').toUpperCase(), kind, line, ordered, receipted, invoiced });
  }
};

/** By feed: a column that its header has, and what to do with its rows. */
const READERS: Readonly<Record<string, readonly [mark: string, read: ReadFile]>> = {
  machines: ['machineid', readMachines],
  installations: ['machineid', readInstallations],
  'opening-plan': ['cdccode', ({ openings }, rows) => rows.forEach((row) => openings.set(cell(row, 'cdccode').toUpperCase(), neededDate(row, 'plannedopening')))],
  'plan-spend': ['orgcode', ({ plans }, rows) => rows.forEach((row) => plans.set(...amountCell(row, 'planned')))],
  'spend-forecast': ['orgcode', ({ forecasts }, rows) => rows.forEach((row) => forecasts.set(...amountCell(row, 'forecast')))],
  ledger: ['entity', readLedger],
  commitments: ['poreference', readOrders],
  // The geography holds what it states.
  'cdc-register': ['cdccode', () => undefined],
};

/** Reads files in the order in which they were accepted. @throws RangeError for a file that should not have been accepted */
export function readStatedProgramme(files: Iterable<DatedFile>, geography: Geography): StatedProgramme {
  const trees: Trees = {
    machines: new Map(),
    milestones: new Map(),
    statedOn: new Map(),
    openings: new Map(),
    plans: new Map(),
    forecasts: new Map(),
    ledgers: new Map(),
    orders: new Map(),
  };
  for (const { feed, body, clock } of files) {
    const [mark, read] = READERS[feed] ?? [];
    if (!mark || !read) throw new RangeError(`the oracle does not read ${feed}`);
    read(trees, csvRecords(body, mark), clock, geography);
  }
  return trees;
}
