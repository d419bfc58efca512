import { draws } from './draws.js';

/** Halves of place names that, put together, name no town of England. */
const FIRST = [
  'Alder', 'Ambel', 'Barrow', 'Birkle', 'Bracken', 'Brindle', 'Calder', 'Cinder', 'Corvel', 'Dallow', 'Dunmer', 'Elver', 'Fallow', 'Fennel', 'Garrow', 'Glaven',
  'Hazel', 'Hollin', 'Kestrel', 'Lanner', 'Larkle', 'Marlow', 'Mavis', 'Nettle', 'Orrin', 'Pellow', 'Quarrel', 'Rushel', 'Sallow', 'Tarrel', 'Teasel', 'Wrenna',
] as const;
const SECOND = ['combe', 'fold', 'gate', 'haven', 'hithe', 'howe', 'marsh', 'mere', 'reach', 'stead', 'thwaite', 'wath'] as const;

/** Different invented names of places. @throws RangeError when more are asked for than there are */
export function placeNames(count: number): string[] {
  const all = FIRST.flatMap((first) => SECOND.map((second) => first + second));
  if (count > all.length) throw new RangeError(`${count} names of places, ${all.length} are there`);
  return draws('places').shuffled(all).slice(0, count);
}
