import { DIAGNOSTIC_TESTS, LEVELS, testNumber, type ActivityBasis, type Level } from '@cdc/contracts';

/** Place of a test in every list: that of the vocabulary; a test that it does not hold comes last. */
export function testOrder(test: string): number {
  return testNumber(test) ?? DIAGNOSTIC_TESTS.length;
}

const DM01_TESTS = new Set(DIAGNOSTIC_TESTS.filter(({ dm01 }) => dm01 !== null).map(({ code }) => code));

export function isInBasis(test: string, basis: ActivityBasis): boolean {
  return basis === 'ALL_CDC' || DM01_TESTS.has(test);
}

/** By code unit, so that every machine orders alike whatever its language. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function compareLevels(left: Level, right: Level): number {
  return LEVELS.indexOf(left) - LEVELS.indexOf(right);
}
