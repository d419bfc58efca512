import { createHash } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A repeatable sequence of draws: the same names give the same sequence on every machine. */
export interface Draws {
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean;
  /** @throws RangeError when there is nothing to pick from */
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
}

/** Changes everything that is invented. */
const SEED = 'cdc-demonstration-1';
const PARTS = 1_000_000;

/** Draws that belong to what is named, so that one centre more moves no other's figures. */
export function draws(...names: readonly (string | number)[]): Draws {
  const generator = xoroshiro128plus(createHash('sha256').update([SEED, ...names].join('\n')).digest().readInt32LE());
  const whole = (low: number, high: number): number => uniformInt(generator, low, high);
  return {
    whole,
    chance: (percent) => whole(0, PARTS - 1) < (percent * PARTS) / 100,
    pick: (items) => itemAt(items, whole(0, Math.max(0, items.length - 1))),
    shuffled: (items) => {
      const left = [...items];
      return items.map(() => itemAt(left.splice(whole(0, left.length - 1), 1), 0));
    },
  };
}

function itemAt<Item>(items: readonly Item[], at: number): Item {
  const item = items[at];
  if (item === undefined) throw new RangeError(`there is no item ${at} of ${items.length}`);
  return item;
}
