/** A repeatable source of whole numbers: the same seed and names give the same sequence on every machine. */
export interface RandomSource {
  /** From `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** FNV-1a over the names, so that each centre and file has a sequence of its own and one more centre moves no other's figures. */
function seedOf(seed: number, names: readonly string[]): number {
  let hash = (2_166_136_261 ^ seed) >>> 0;
  for (const character of names.join('\n')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}

/** The mulberry32 generator, started from a seed and any names. */
export function randomSource(seed: number, ...names: string[]): RandomSource {
  let state = seedOf(seed, names);
  const fraction = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (low: number, high: number): number => low + Math.floor(fraction() * (high - low + 1));
  return {
    whole,
    chance: (percent) => fraction() * 100 < percent,
    pick: ([first, ...rest]) => rest[whole(-1, rest.length - 1)] ?? first,
    shuffled: (items) => {
      const left = [...items];
      const out: typeof left = [];
      while (left.length > 0) out.push(...left.splice(whole(0, left.length - 1), 1));
      return out;
    },
  };
}
