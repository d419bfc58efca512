/**
 * Moves labels apart along one axis so that none covers another, each as near to its place as the others allow and in the same order.
 * @param places where each label wants to be
 * @returns where each may be, at least `gap` apart and within `low` and `high` as long as all fit
 */
export function spreadLabels(places: readonly number[], gap: number, low: number, high: number): number[] {
  const order = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  const moved: number[] = [];
  for (const { place } of order) moved.push(Math.max(place, low, (moved.at(-1) ?? -Infinity) + gap));
  let limit = high;
  for (let index = moved.length - 1; index >= 0; index -= 1) {
    moved[index] = Math.max(low, Math.min(moved[index] ?? limit, limit));
    limit = (moved[index] ?? limit) - gap;
  }
  const result = Array.from<number>({ length: places.length });
  order.forEach(({ index }, position) => {
    result[index] = moved[position] ?? low;
  });
  return result;
}
