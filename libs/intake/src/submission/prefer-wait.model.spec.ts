import { expect, it } from '@jest/globals';
import { secondsToWait } from './prefer-wait.model.js';

it.each([
  ['wait=10', 10],
  ['respond-async, wait=5', 5],
  ['WAIT = "7"; foo', 7],
  ['wait=3, wait=9', 3],
  ['wait=86400', 30],
  ['wait=0', 0],
  ['wait=soon', 0],
  ['wait=-1', 0],
  ['dontwait=4', 0],
  ['', 0],
  [undefined, 0],
])('reads %j as %i seconds', (prefer, seconds) => expect(secondsToWait(prefer)).toBe(seconds));
