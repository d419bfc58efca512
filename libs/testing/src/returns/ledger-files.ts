import { addDays, datesOfMonth, financialYearOf, monthAfter } from '../oracle/plain-dates.js';
import { BUDGET_LINES, LINES_BY_CENTRE, type SpendKind } from '../oracle/programme-names.js';
import { type Trust } from '../oracle/published-lists.js';
import { type ReturnCentre } from './centre-profile.js';
import { randomSource, type RandomSource } from './random-source.js';
import { type ReturnFile } from './return-file.js';
import { codeText, moneyText, monthSpelling, returnText } from './return-text.js';

/** An organisation that posts ledgers. */
interface Entity {
  readonly code: string;
  /** How its files name it. */
  readonly spelling: string;
  /** Centres that it spends on. */
  readonly centres: readonly ReturnCentre[];
  readonly months: readonly string[];
}

interface Line {
  readonly date: string;
  readonly pence: number;
  readonly kind: SpendKind | null;
  readonly line: (typeof BUDGET_LINES)[number] | null;
  readonly cdcCode: string | null;
}

/** April 2024 to July 2025. */
export const LEDGER_MONTHS: readonly string[] = [...financialYearOf('2024-04'), ...financialYearOf('2025-04').slice(0, 4)];
const SUPPLIERS = ['Supplier A', 'Supplier B', 'Supplier C', 'Supplier D, Limited'] as const;

/** Five trusts, three boards, three regions and England. One stops, one begins late, one leaves a month out. */
function entitiesOf(centres: readonly ReturnCentre[], trusts: readonly Trust[]): Entity[] {
  const of = (code: string, mine: (centre: ReturnCentre) => boolean, months = LEDGER_MONTHS, spelling = code): Entity => {
    const own = centres.filter(mine);
    return { code, spelling, months, centres: own.length > 0 ? own : centres.slice(0, 3) };
  };
  const icbs = [...new Set(centres.map(({ icbCode }) => icbCode))].sort().slice(0, 3);
  const regions = [...new Set(centres.map(({ regionCode }) => regionCode))].sort().slice(0, 3);
  const monthsByPlace = [LEDGER_MONTHS, LEDGER_MONTHS, LEDGER_MONTHS.filter((month) => month < '2025-03'), LEDGER_MONTHS.filter((month) => month !== '2025-03'), LEDGER_MONTHS];
  return [
    ...trusts.slice(0, 5).map(({ code, name, icbCode }, at) => of(code, (centre) => centre.icbCode === icbCode, monthsByPlace[at], at === 1 ? name : code)),
    ...icbs.map((code, at) => of(code, (centre) => centre.icbCode === code, at === 0 ? LEDGER_MONTHS.filter((month) => month >= '2024-11') : LEDGER_MONTHS)),
    ...regions.map((code) => of(code, (centre) => centre.regionCode === code)),
    of('ENG', ({ cdcCode }) => cdcCode.endsWith('1')),
  ];
}

/** A line names its centre, kind and budget line, some of them or none, as ledgers do. */
function codingOf(entity: Entity, random: RandomSource): Pick<Line, 'kind' | 'line' | 'cdcCode'> {
  const byCentre = BUDGET_LINES.filter(({ code }) => LINES_BY_CENTRE.includes(code));
  const others = BUDGET_LINES.filter(({ code }) => !LINES_BY_CENTRE.includes(code));
  const kind = random.pick(['capital', 'revenue'] as const);
  const one = <Item>(items: readonly Item[]): Item | null => items[random.whole(0, items.length - 1)] ?? null;
  const cdcCode = one(entity.centres)?.cdcCode ?? null;
  const coding = random.whole(1, 100);
  if (coding <= 50) return { kind, line: one(byCentre), cdcCode };
  if (coding <= 55) return { kind, line: one(others), cdcCode };
  if (coding <= 75) return { kind, line: one(others), cdcCode: null };
  if (coding <= 84) return { kind, line: one(byCentre), cdcCode: null };
  if (coding <= 89) return { kind: null, line: one(byCentre), cdcCode };
  if (coding <= 93) return { kind, line: null, cdcCode };
  return { kind: null, line: null, cdcCode: null };
}

/** Dates lie in the ledger's month, but for some of the weeks before and the days after. */
function dateOf(month: string, random: RandomSource): string {
  const days = datesOfMonth(month);
  const [first = ''] = days;
  if (random.chance(10)) return addDays(first, random.whole(-20, -1));
  if (random.chance(5)) return addDays(days[days.length - 1] ?? first, random.whole(1, 4));
  return addDays(first, random.whole(0, days.length - 1));
}

function linesOf(entity: Entity, month: string, version: string, seed: number): Line[] {
  const random = randomSource(seed, 'ledger', version, entity.code, month);
  return Array.from({ length: random.whole(12, 30) }, () => {
    const pence = random.whole(100, random.chance(10) ? 30_000_000 : 900_000);
    return { date: dateOf(month, random), pence: random.chance(8) ? -pence : pence, ...codingOf(entity, random) };
  });
}

function ledgerFile(entity: Entity, month: string, version: string, clock: string, seed: number): ReturnFile {
  const fileName = `ledger-${entity.code.toLowerCase()}-${month}-${version}.csv`;
  const random = randomSource(seed, 'file', fileName);
  const spell = monthSpelling(random);
  const body = returnText('Ledger', linesOf(entity, month, version, seed), [
    { headers: ['entity', 'Entity'], text: () => entity.spelling },
    { headers: ['date', 'Date'], text: (row) => row.date },
    { headers: ['amount', 'Amount'], text: (row) => moneyText(row.pence, random) },
    { headers: ['supplier', 'Supplier'], text: () => random.pick(SUPPLIERS) },
    { headers: ['reference', 'Reference'], text: () => `INV-${random.whole(1, 9999)}` },
    { headers: ['kind', 'Kind'], text: (row) => row.kind },
    { headers: ['cdc_code', 'CDC code'], text: (row) => row.cdcCode },
    { headers: ['line', 'Line'], text: (row) => (row.line === null ? null : codeText(row.line, random)) },
    { headers: ['period', 'Period'], text: () => spell(month) },
  ], random);
  return { feed: 'ledger', client: 'finance', fileName, body, clock, ...(version === 'first' ? {} : { reason: 'Accruals were missing' }) };
}

/** The ledgers of all entities, month by month; two are stated anew as a whole. */
export function ledgerFiles(centres: readonly ReturnCentre[], trusts: readonly Trust[], seed: number): ReturnFile[] {
  const entities = entitiesOf(centres, trusts);
  const clockOf = (month: string): string => (month < '2024-07' ? '2024-08-09T10:00:00.000Z' : `${monthAfter(month)}-08T10:00:00.000Z`);
  const restated = (entity: Entity | undefined, month: string, clock: string): ReturnFile[] => (entity ? [ledgerFile(entity, month, 'restated', clock, seed)] : []);
  return [
    ...entities.flatMap((entity) => entity.months.map((month) => ledgerFile(entity, month, 'first', clockOf(month), seed))),
    ...restated(entities[1], '2024-11', '2025-01-16T10:00:00.000Z'),
    ...restated(entities[entities.length - 1], '2025-04', '2025-07-16T10:00:00.000Z'),
  ];
}
