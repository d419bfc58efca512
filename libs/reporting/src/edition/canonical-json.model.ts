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
  let text = '';
  for (const { key, name } of orderOf(value)) text += `${text === '' ? '' : ','}${name}:${canonicalJson(value[key as keyof typeof value])}`;
  return `{${text}}`;
}

/** The members of a shape in canonical order, with their names as JSON. */
type Order = readonly { readonly key: string; readonly name: string }[];

/** An edition holds thousands of objects of a dozen shapes: each shape is sorted once. */
const orders = new Map<string, Order>();
const MOST_SHAPES = 1_000;

function orderOf(members: object): Order {
  const keys = Object.keys(members);
  const shape = JSON.stringify(keys);
  const known = orders.get(shape);
  if (known) return known;
  const order = keys.sort((left, right) => (left < right ? -1 : 1)).map((key) => ({ key, name: JSON.stringify(key) }));
  if (orders.size < MOST_SHAPES) orders.set(shape, order);
  return order;
}
