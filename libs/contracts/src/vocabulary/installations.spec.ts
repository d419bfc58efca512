import { expect, it } from '@jest/globals';
import { DIAGNOSTIC_TESTS } from './diagnostic-tests.js';
import { MODALITIES } from './installations.js';

it('names known tests that need a machine, each of one kind', () => {
  const tests = MODALITIES.flatMap((modality): readonly string[] => modality.tests);
  expect(tests.filter((code) => !DIAGNOSTIC_TESTS.some((test) => test.code === code))).toEqual([]);
  expect(new Set(tests).size).toBe(tests.length);
});
