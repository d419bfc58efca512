/** Splits whole pence by weights without losing or adding a penny: each share is rounded down and the last takes the rest. */
export function splitPence(pence: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  if (whole <= 0) throw new RangeError('nothing to split by');
  const shares = weights.map((weight) => Math.floor((pence * weight) / whole));
  const rest = pence - shares.reduce((sum, share) => sum + share, 0);
  const last = shares.length - 1;
  return shares.map((share, at) => (at === last ? share + rest : share));
}

/** Pounds and pence, as in `1234.50`. */
export function poundsText(pence: number): string {
  const whole = Math.abs(pence);
  return `${pence < 0 ? '-' : ''}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}
