/** The known name that takes the fewest typing errors to reach, or undefined when none is near: more than half of it would have to change. */
export function closestName(given: string, names: readonly string[]): string | undefined {
  const ranked = names.map((name) => ({ name, errors: typingErrors(given.toLowerCase(), name) }));
  const best = ranked.reduce((left, right) => (right.errors < left.errors ? right : left), { name: '', errors: Infinity });
  return best.errors <= best.name.length / 2 ? best.name : undefined;
}

/** As the end of a sentence: ` Did you mean "submit"?`, or nothing. */
export function didYouMean(given: string, names: readonly string[]): string {
  const closest = closestName(given, names);
  return closest === undefined ? '' : ` Did you mean "${closest}"?`;
}

function typingErrors(left: string, right: string): number {
  let above = Array.from(right, (_, index) => index);
  above.push(right.length);
  for (let row = 1; row <= left.length; row++) {
    const here = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      here.push(Math.min(replaced, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above[right.length] ?? 0;
}
