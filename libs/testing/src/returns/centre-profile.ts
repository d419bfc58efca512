import { type Grain } from '../oracle/stated-figures.js';
import { TEST_NAMES } from '../oracle/test-names.js';
import { randomSource, type RandomSource } from './random-source.js';

/** A centre as the platform's list names it. */
export interface ReturnCentre {
  readonly cdcCode: string;
  readonly name: string;
  readonly icbCode: string;
  readonly regionCode: string;
}

/** How one test stands at a centre: offered, planned and returned do not always go together. */
export interface TestProfile {
  readonly test: string;
  readonly offer: { readonly from: string; readonly to: string | null } | null;
  readonly isPlanned: boolean;
  /** The grains at which it is returned; empty = never. */
  readonly grains: readonly Grain[];
  /** What an ordinary day delivers. */
  readonly perDay: number;
  readonly restsOnSunday: boolean;
}

export interface CentreProfile {
  readonly centre: ReturnCentre;
  readonly tests: readonly TestProfile[];
}

/** Places of 34: about a third daily, a third weekly, the rest monthly, some with two grains, some that never send. */
const GRAINS_BY_PLACE: readonly (readonly Grain[])[] = [
  ...Array<Grain[]>(11).fill(['daily']),
  ...Array<Grain[]>(11).fill(['weekly']),
  ...Array<Grain[]>(8).fill(['monthly']),
  ['daily', 'weekly'],
  ['daily', 'monthly'],
  ['weekly', 'monthly'],
  [],
];

function grainsOf(grains: readonly Grain[], random: RandomSource): readonly Grain[] {
  if (random.chance(6)) return [];
  if (grains.length < 2 || random.chance(60)) return grains;
  return grains.slice(0, 1);
}

function offerOf(random: RandomSource): TestProfile['offer'] {
  if (random.chance(10)) return null;
  const from = random.chance(85) ? '2024-01-01' : random.pick(['2024-11-18', '2025-03-31', '2025-08-01']);
  const ends = ['2024-07-30', '2024-12-31', '2025-02-14'].filter((to) => to > from);
  return { from, to: random.chance(90) ? null : (random.shuffled(ends)[0] ?? null) };
}

function testProfileOf(test: string, grains: readonly Grain[], random: RandomSource): TestProfile {
  return {
    test,
    offer: offerOf(random),
    isPlanned: random.chance(80),
    perDay: random.whole(1, random.chance(15) ? 90 : 25),
    restsOnSunday: random.chance(30),
    grains: grainsOf(grains, random),
  };
}

function profileOf(centre: ReturnCentre, place: number, seed: number): CentreProfile {
  const random = randomSource(seed, 'profile', centre.cdcCode);
  const grains = GRAINS_BY_PLACE[place % GRAINS_BY_PLACE.length] ?? [];
  const chosen = [true, false].flatMap((inDm01) => random.shuffled(TEST_NAMES.filter((row) => row.inDm01 === inDm01)).slice(0, random.whole(3, 5)));
  return { centre, tests: chosen.map(({ code }) => testProfileOf(code, grains, randomSource(seed, 'test', centre.cdcCode, code))) };
}

/** Profiles in the order of centre codes. */
export function centreProfiles(centres: readonly ReturnCentre[], seed: number): CentreProfile[] {
  const inOrder = [...centres].sort((left, right) => (left.cdcCode < right.cdcCode ? -1 : 1));
  return randomSource(seed, 'places')
    .shuffled(inOrder)
    .map((centre, place) => profileOf(centre, place, seed))
    .sort((left, right) => (left.centre.cdcCode < right.centre.cdcCode ? -1 : 1));
}
