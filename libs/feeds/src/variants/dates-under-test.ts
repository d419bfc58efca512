import * as fc from 'fast-check';
import { type Cell } from './cells-under-test.js';

export type Order = 'dmy' | 'mdy';

/** A date in a file, with what it tells of the order: nothing, one order, or a question. */
export interface DateCell extends Cell {
  readonly tells: 'nothing' | 'its order' | 'a question';
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const partsOf = (iso: string): Parts => {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  return { year, month, day };
};

const written = ({ year, month, day }: Parts, order: Order, mark: string, padded: boolean, short: boolean): string => {
  const two = (part: number): string => (padded ? String(part).padStart(2, '0') : String(part));
  const parts = order === 'dmy' ? [two(day), two(month)] : [two(month), two(day)];
  return [...parts, short ? String(year).slice(2) : String(year)].join(mark);
};

/** A date of numbers in an order. @param shortYears whether it may have a year of two digits */
export const numbersCell = (iso: string, order: Order, shortYears: boolean): fc.Arbitrary<DateCell> => {
  const parts = partsOf(iso);
  const tells = parts.day > 12 ? 'its order' : parts.day === parts.month ? 'nothing' : 'a question';
  return fc
    .tuple(fc.constantFrom('/', '-', '.'), fc.boolean(), shortYears ? fc.boolean() : fc.constant(false))
    .map(([mark, padded, short]) => ({ written: written(parts, order, mark, padded, short), read: iso, tells }));
};

/** A date that is the same in any order. */
export const plainCell = (iso: string): fc.Arbitrary<DateCell> => {
  const { year, month, day } = partsOf(iso);
  const name = MONTHS[month - 1] ?? '';
  return fc
    .constantFrom(iso, `${iso} 00:00:00`, `${day}-${name}-${year}`, `${String(day).padStart(2, '0')}-${name.toUpperCase()}-${String(year).slice(2)} `, `${day} ${name} ${year}`)
    .map((text) => ({ written: text, read: iso, tells: 'nothing' }));
};

/** The days of 2019 to July 2024, some of them Sundays. */
export const isoDay = (step: number): fc.Arbitrary<string> =>
  fc.nat({ max: Math.floor(2000 / step) }).map((count) => new Date(Date.UTC(2019, 0, 6) + count * step * 86_400_000).toISOString().slice(0, 10));

export const isoDayAt = (at: number, step: number): string => new Date(Date.UTC(2019, 0, 6) + at * step * 86_400_000).toISOString().slice(0, 10);
