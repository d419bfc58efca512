import { expect, it } from '@jest/globals';
import { matches } from './if-match.model.js';

it.each([
  ['"7"', true],
  ['"6", "7"', true],
  ['*', true],
  ['"6"', false],
  ['W/"7"', false],
  ['7', false],
  ['"77"', false],
  ['', false],
])('If-Match %s names version 7: %s', (header, expected) => {
  expect(matches(header, 7)).toBe(expected);
});
