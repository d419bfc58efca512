import { PROGRAMME_TARGET, dayNumber, isoDate, monthDays, monthOf } from '@cdc/contracts';
import { type ProgressPoint } from '../charts/progress-chart.model.js';
import { type CentreOpening } from '../platform-api/overview-item.js';

export interface Progress {
  /** Centres open at the end of each month, and today. */
  readonly open: readonly ProgressPoint[];
  readonly plan: readonly ProgressPoint[];
  /** Begins with what is open today. */
  readonly forecast: readonly ProgressPoint[];
  /** Open centres of which no opening day is known; they count from the start. */
  readonly undated: number;
}

/** A chart does not reach further back than this, whatever day a centre says that it opened. */
const MONTHS_BACK = 48;
const MONTHS_AHEAD = 36;

/** @param open the count that the page states for today; what has a day is taken off it, the rest has been open all along */
export function progressOf(openings: readonly CentreOpening[], open: number, today: string): Progress {
  const opened = days(openings.filter(({ isOpen }) => isOpen).map((centre) => centre.opened)).filter((day) => day <= today);
  const planned = days(openings.map((centre) => centre.planned));
  const expected = days(openings.filter(({ isOpen }) => !isOpen).map((centre) => centre.expected));
  const undated = Math.max(0, open - opened.length);
  const ends = monthEnds([...opened, ...planned, ...expected], today);
  const past = [...ends.filter((day) => day < today), today];
  const ahead = ends.filter((day) => day > today);
  const upTo = (list: readonly string[], day: string) => list.filter((one) => one <= day).length;
  return {
    open: past.map((day) => ({ day, value: undated + upTo(opened, day) })),
    plan: planned.length === 0 ? [] : ends.map((day) => ({ day, value: upTo(planned, day) })),
    forecast: expected.length === 0 ? [] : [{ day: today, value: open }, ...ahead.map((day) => ({ day, value: open + upTo(expected, day) }))],
    undated,
  };
}

/** The day on which as many centres are open, or expected to be, as the target asks for; null where that is not forecast. */
export function targetReached(openings: readonly CentreOpening[], open: number, target: number | null, today: string): string | null {
  if (target === null) return null;
  if (open >= target) return today;
  const expected = days(openings.filter(({ isOpen }) => !isOpen).map((centre) => centre.expected)).sort();
  const day = expected[target - open - 1];
  return day === undefined ? null : day < today ? today : day;
}

export interface RunRate {
  /** Centres a month until the day of the target; null once it has passed or been reached. */
  readonly needed: number | null;
  readonly openedAMonth: number;
  readonly nextFourWeeks: number;
}

const DAYS_A_MONTH = 365.25 / 12;
const HALF_YEAR_MONTHS = 6;
const FOUR_WEEKS = 28;

export function runRate(openings: readonly CentreOpening[], open: number, target: number | null, today: string): RunRate {
  const now = dayNumber(today);
  const left = dayNumber(PROGRAMME_TARGET.by) - now;
  const since = isoDate(now - Math.round(HALF_YEAR_MONTHS * DAYS_A_MONTH));
  const until = isoDate(now + FOUR_WEEKS);
  const isBetween = (day: string | null, after: string, last: string) => day !== null && day > after && day <= last;
  return {
    needed: target === null || left <= 0 || open >= target ? null : (target - open) / (left / DAYS_A_MONTH),
    openedAMonth: openings.filter(({ isOpen, opened }) => isOpen && isBetween(opened, since, today)).length / HALF_YEAR_MONTHS,
    nextFourWeeks: openings.filter(({ isOpen, expected }) => !isOpen && isBetween(expected, today, until)).length,
  };
}

function days(values: readonly (string | null)[]): string[] {
  return values.filter((day) => day !== null);
}

/** Last days of months from before the first day that is known to the last one, or to the day of the target where that is later. */
function monthEnds(known: readonly string[], today: string): string[] {
  const sorted = [...known, today, PROGRAMME_TARGET.by].sort();
  const first = Math.max(monthIndex(sorted[0] ?? today) - 1, monthIndex(today) - MONTHS_BACK);
  const last = Math.min(monthIndex(sorted.at(-1) ?? today), monthIndex(today) + MONTHS_AHEAD);
  return Array.from({ length: last - first + 1 }, (_, offset) => isoDate(monthDays(monthNamed(first + offset)).last));
}

function monthIndex(day: string): number {
  const [year = 0, month = 1] = monthOf(dayNumber(day)).split('-').map(Number);
  return year * 12 + month - 1;
}

function monthNamed(index: number): string {
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
