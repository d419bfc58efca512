/** Letters that are read or typed for digits. */
const LOOKALIKES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', S: '5', Z: '2', B: '8' };

const unconfuse = (text: string): string => text.replace(/[OILSZB]/g, (letter) => LOOKALIKES[letter] ?? letter);
const canonical = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '');

/**
 * The code whose spelling is nearest: first one that differs only by letters that look like digits, else by the fewest typing errors
 * (one in a short code, two in a longer one, one in four letters of a name). Null when none is near or two are equally near.
 */
export function nearestCode(text: string, spellings: readonly { spelling: string; code: string }[]): string | null {
  const wanted = canonical(text);
  if (wanted === '') return null;
  const lookalike = new Set(
    spellings.filter((row) => unconfuse(canonical(row.spelling)) === unconfuse(wanted)).map((row) => row.code),
  );
  if (lookalike.size === 1) return [...lookalike][0] ?? null;
  let allowed = wanted.length <= 3 ? 1 : wanted.length <= 8 ? 2 : Math.floor(wanted.length / 4);
  let nearest = new Set<string>();
  for (const { spelling, code } of spellings) {
    const distance = editDistance(wanted, canonical(spelling), allowed);
    if (distance > allowed) continue;
    if (distance < allowed) nearest = new Set();
    allowed = distance;
    nearest.add(code);
  }
  return nearest.size === 1 ? ([...nearest][0] ?? null) : null;
}

/** Insertions, deletions, replacements and swaps of neighbours between two texts; anything above `limit` is given as `limit + 1`. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const now = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      now.push(best);
    }
    if (Math.min(...now) > limit) return limit + 1;
    beforeLast = last;
    last = now;
  }
  return Math.min(last[right.length] ?? 0, limit + 1);
}
