/**
 * JSON in one form only: keys sorted by code unit, no spaces, lists in their own order. Two equal values give the same text on every machine.
 * @throws TypeError for what JSON cannot hold, and for numbers that are not whole
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number') {
    // Fractions have several spellings; every figure is a count.
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a whole number that can be held exactly`);
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} has no canonical form`);
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
