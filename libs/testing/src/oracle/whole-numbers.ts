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
