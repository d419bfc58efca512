import { BUDGET_LINES, DIAGNOSTIC_TESTS, MILESTONES, MODALITIES, type ReturnGrain } from '@cdc/contracts';
import { type Direction } from '../edition/edition-content.model.js';

const MINUS = '\u2212';
const grouped = new Intl.NumberFormat('en-GB');
const TEST_NAMES = new Map(DIAGNOSTIC_TESTS.map(({ code, name }) => [code, name]));
const GRAIN_WORDS: Readonly<Record<ReturnGrain, string>> = {
  daily: 'daily returns',
  weekly: 'weekly return',
  monthly: 'monthly return',
};
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** 62,400, with a real minus. */
export function countWords(count: number): string {
  return count < 0 ? `${MINUS}${grouped.format(-count)}` : grouped.format(count);
}

export function actualWords(actual: number | null): string {
  return actual === null ? 'Not reported' : countWords(actual);
}

/** @param planNotReported a plan that exists but is compared with nothing, because nothing of it has reported */
export function planWords(plan: number | null, planNotReported = 0): string {
  if (plan !== null) return countWords(plan);
  return planNotReported > 0 ? 'None reported' : 'No plan';
}

/** A number that a return may leave out. */
export function statedWords(count: number | null): string {
  return count === null ? 'Not stated' : countWords(count);
}

/** "−32 adverse": the word stands beside the sign, so that neither colour nor sign alone says whether it is good. */
export function varianceWords(variance: number | null, direction: Direction | null): string {
  if (variance === null || direction === null) return 'Not applicable';
  return `${variance > 0 ? '+' : ''}${countWords(variance)} ${direction}`;
}

export function testWords(test: string): string {
  return TEST_NAMES.get(test) ?? test;
}

/** Where a centre's figure comes from; above a centre several returns meet. */
export function grainWords(grain: ReturnGrain | null, days: number | null): string {
  if (grain === null) return 'Not reported';
  return days === null ? GRAIN_WORDS[grain] : `${GRAIN_WORDS[grain]}, ${days} ${days === 1 ? 'day' : 'days'}`;
}

/** "week ending Sunday 4 August 2024", "August 2024". */
export function periodWords(period: string): string {
  const [year = '', month = '', day] = period.split('-');
  const named = `${MONTHS[Number(month) - 1] ?? month} ${year}`;
  return day === undefined ? named : `week ending Sunday ${Number(day)} ${named}`;
}

/** "2:32pm on Friday 18 November 2022" in England. */
export function instantWords(instant: Date): string {
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', ...options }).format(instant);
  const hour = Number(part({ hour: 'numeric', hourCycle: 'h23' }));
  const minute = part({ minute: '2-digit' }).padStart(2, '0');
  const time = `${hour % 12 === 0 ? 12 : hour % 12}${minute === '00' ? '' : `:${minute}`}${hour < 12 ? 'am' : 'pm'}`;
  return `${time} on ${part({ weekday: 'long' })} ${part({ day: 'numeric', month: 'long', year: 'numeric' })}`;
}

export function centresWords(reported: number, expected: number): string {
  return `${countWords(reported)} of ${countWords(expected)}`;
}

/** £1,234.56 of whole pence, with a real minus. */
export function moneyWords(pence: number | null, otherwise = 'Not stated'): string {
  if (pence === null) return otherwise;
  const digits = String(Math.abs(pence)).padStart(3, '0');
  return `${pence < 0 ? MINUS : ''}£${grouped.format(Number(digits.slice(0, -2)))}.${digits.slice(-2)}`;
}

export function moneyVarianceWords(pence: number | null, direction: Direction | null): string {
  if (pence === null || direction === null) return 'Not applicable';
  return `${pence > 0 ? '+' : ''}${moneyWords(pence)} ${direction}`;
}

const nameIn = (rows: readonly { readonly code: string; readonly name: string }[], otherwise: string) => {
  const names = new Map(rows.map(({ code, name }) => [code, name]));
  return (code: string | null): string => (code === null ? otherwise : (names.get(code) ?? code));
};

export const milestoneWords = nameIn(MILESTONES, '');
export const modalityWords = nameIn(MODALITIES, 'All kinds');
export const lineWords = nameIn(BUDGET_LINES, 'All lines');

/** "4 August 2024". */
export function dayWords(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month} ${year}`;
}
