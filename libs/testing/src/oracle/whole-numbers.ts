/** A count as a return writes it: `1234`, `1,234`, `1,234.00`, `12.0`. @throws RangeError otherwise */
export function wholeNumber(text: string): number {
  const trimmed = text.trim();
  if (!/^(\d+|\d{1,3}(,\d{3})+)(\.0+)?$/.test(trimmed)) throw new RangeError(`not a whole number: ${text}`);
  return checked(Number(trimmed.replaceAll(',', '').replace(/\..*$/, '')));
}

function checked(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return value;
}

/** The sum of the numbers that are there; null when none is. */
export function sumOfStated(values: Iterable<number | null>): number | null {
  let total: number | null = null;
  for (const value of values) if (value !== null) total = checked((total ?? 0) + checked(value));
  return total;
}

/** What day `day` of a month of `days` days gets of the month's plan, by cumulative rounding, halves up. */
export function shareOfDay(planned: number, day: number, days: number): number {
  const upTo = (count: number): bigint => (2n * BigInt(planned) * BigInt(count) + BigInt(days)) / (2n * BigInt(days));
  return Number(upTo(day) - upTo(day - 1));
}

const MONEY = /^(?<open>\()?(?<sign>-)?£?(?<pounds>\d+|\d{1,3}(,\d{3})+)(\.(?<pence>\d{1,2}))?(?<close>\))?$/;

/** Whole pence of an amount as a return writes it: `1234`, `1,234.5`, `£1,234.50`, `-12.00`, `(12.00)`. @throws RangeError otherwise */
export function penceOf(text: string): bigint {
  const found = MONEY.exec(text.trim())?.groups;
  if (!found || (found['open'] === undefined) !== (found['close'] === undefined)) throw new RangeError(`not an amount: ${text}`);
  const pence = BigInt((found['pounds'] ?? '').replaceAll(',', '') + (found['pence'] ?? '').padEnd(2, '0'));
  return found['open'] === undefined && found['sign'] === undefined ? pence : -pence;
}

/** The sum of the amounts that are there; null when none is. */
export function totalOfStated(amounts: Iterable<bigint | null>): bigint | null {
  let total: bigint | null = null;
  for (const amount of amounts) if (amount !== null) total = (total ?? 0n) + amount;
  return total;
}

/** What the days `from` to `to` of a month of `days` days get of the month's amount: each day by cumulative rounding, halves up. */
export function shareOfDays(planned: bigint, from: number, to: number, days: number): bigint {
  let share = 0n;
  const upTo = (count: number): bigint => (2n * planned * BigInt(count) + BigInt(days)) / (2n * BigInt(days));
  for (let day = from; day <= to; day++) share += upTo(day) - upTo(day - 1);
  return share;
}
