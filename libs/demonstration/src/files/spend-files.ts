import { ENGLAND, budgetLine, dayNumber, isWorkingDay, type RegionCode, type SpendKind } from '@cdc/contracts';
import { type Centre } from '../programme/centres.js';
import { MONTHS, addDays, datesOfMonth } from '../programme/days.js';
import { draws, type Draws } from '../programme/draws.js';
import { milestonesOn, type Machine } from '../programme/machines.js';
import { poundsText, splitPence } from '../programme/money.js';
import { spendPlan, spentOf, type PlannedSpend } from '../programme/spend-plan.js';
import { csvText } from './csv.js';
import { accepted, type SentFile } from './sent-file.js';

/** Who posts a ledger: a region for itself and its centres, and England. */
export type LedgerEntity = RegionCode | typeof ENGLAND.code;

interface LedgerLine {
  readonly date: string;
  readonly pence: number;
  readonly spend: PlannedSpend;
  readonly reference: string;
  readonly supplier: string;
  /** What the ledger leaves out, so that the line waits for somebody to match it. */
  readonly lacks: 'nothing' | 'centre' | 'line';
}

const SUPPLIERS: Readonly<Record<SpendKind, readonly string[]>> = {
  capital: ['Builder A', 'Builder B', 'Supplier A', 'Supplier B', 'Supplier C'],
  revenue: ['Staff bank', 'Laboratory A', 'Landlord A', 'Supplier D', 'Supplier E'],
};

/** The lines of a plan's month: on some working days, of different size, now and then a credit note. */
function linesOfMonth(spend: PlannedSpend, month: string): LedgerLine[] {
  const pence = spentOf(spend, MONTHS.indexOf(month));
  const draw = draws('ledger', spend.orgCode, spend.kind, spend.line, month);
  const workingDays = datesOfMonth(month).filter((date) => isWorkingDay(dayNumber(date)));
  const dates = workingDays.filter((date) => spend.kind === 'capital' || date >= (spend.centre?.opens ?? ''));
  if (pence <= 0 || dates.length === 0) return [];
  const days = draw.shuffled(dates).slice(0, draw.whole(3, 6)).sort();
  const amounts = splitPence(Math.round((pence * dates.length) / workingDays.length), days.map(() => draw.whole(5, 20)));
  return days.map((date, at) => {
    const amount = amounts[at] ?? 0;
    return {
      date,
      pence: draw.chance(1.5) ? -Math.floor(amount / 10) : amount,
      spend,
      reference: `SYN-${spend.orgCode}-${month}-${spend.line.slice(0, 3)}-${at + 1}`,
      supplier: draw.pick(SUPPLIERS[spend.kind]),
      lacks: lackOf(spend, draw),
    };
  });
}

function lackOf({ centre }: PlannedSpend, draw: Draws): LedgerLine['lacks'] {
  if (draw.chance(97)) return 'nothing';
  return centre !== null && draw.chance(70) ? 'centre' : 'line';
}

/**
 * The ledger of an entity for a month, as far as it goes on a day; null while it has no line. A later one takes the place of the whole.
 * @param until ISO date of the last posting
 */
export function ledgerFile(entity: LedgerEntity, plan: readonly PlannedSpend[], month: string, until: string): SentFile | null {
  // What regions and England hold of the centres' own lines is kept back and not spent.
  const own = plan.filter(({ region, centre, line }) => (region ?? ENGLAND.code) === entity && (centre !== null || budgetLine(line)?.byCentre === false));
  const lines = own.flatMap((spend) => linesOfMonth(spend, month)).filter(({ date }) => date <= until);
  if (lines.length === 0) return null;
  const body = csvText(lines, [
    ['entity', () => entity],
    ['period', () => month],
    ['date', ({ date }) => date],
    ['amount', ({ pence }) => poundsText(pence)],
    ['supplier', ({ supplier }) => supplier],
    ['reference', ({ reference }) => reference],
    ['kind', ({ spend }) => spend.kind],
    ['cdc_code', ({ spend, lacks }) => (lacks === 'centre' ? null : (spend.centre?.code ?? null))],
    ['line', ({ spend, lacks }) => (lacks === 'line' ? null : spend.line)],
  ]);
  return accepted('ledger', 'finance', `ledger-${entity.toLowerCase()}-${month}-to-${until}.csv`, body);
}

/** Orders of machines as they stand on a day: placed, received by parts, invoiced some weeks later. */
export function commitmentsFile(machines: readonly Machine[], day: string): SentFile {
  const body = csvText(machines.flatMap((machine) => orderOf(machine, day)), [
    ['po_reference', ({ machine }) => machine.purchaseOrder],
    ['org_code', ({ machine }) => machine.orgCode],
    ['kind', () => 'capital'],
    ['line', ({ machine }) => machine.fundingLine],
    ['ordered', ({ machine }) => poundsText(machine.valuePence)],
    ['receipted', ({ receipted }) => poundsText(receipted)],
    ['invoiced', ({ invoiced }) => poundsText(invoiced)],
  ]);
  return accepted('commitments', 'finance', `commitments-${day}.csv`, body);
}

const PAID_AFTER_DAYS = 30;

function orderOf(machine: Machine, day: string): { machine: Machine; receipted: number; invoiced: number }[] {
  const isReached = (milestone: string, by: string): boolean => milestonesOn(machine, by).some((one) => one.milestone === milestone && one.actual !== null);
  const received = (by: string): number => Math.round(((isReached('DELIVERED', by) ? 70 : 0) + (isReached('COMMISSIONED', by) ? 30 : 0)) * (machine.valuePence / 100));
  return isReached('ORDERED', day) ? [{ machine, receipted: received(day), invoiced: received(addDays(day, -PAID_AFTER_DAYS)) }] : [];
}

/** What is now expected for the months to come, where it is not what was planned. */
export function forecastFile(centres: readonly Centre[], month: string): SentFile {
  const rows = spendPlan(centres).flatMap((spend) =>
    MONTHS.filter((one) => one >= month).map((one) => {
      const pence = Math.round((spentOf(spend, MONTHS.indexOf(one)) * draws('forecast', spend.orgCode, spend.kind, spend.line, month).whole(97, 108)) / 100);
      return { spend, month: one, pence };
    }),
  );
  const body = csvText(rows, [
    ['org_code', ({ spend }) => spend.orgCode],
    ['month', (row) => row.month],
    ['kind', ({ spend }) => spend.kind],
    ['line', ({ spend }) => spend.line],
    ['forecast', ({ pence }) => poundsText(pence)],
  ]);
  return accepted('spend-forecast', 'finance', `spend-forecast-from-${month}.csv`, body);
}
