import { expect, it } from '@jest/globals';
import { mistypedCdcCode } from './cdc-code.model.js';

it.each([
  ['A316U', 'A3I6U'],
  ['A3I6U', null],
  ['AOB1C', 'A0B1C'],
  ['ABCDE', null],
  ['R1A10', null],
  ['RH802', null],
  ['NT403', null],
  ['GOVUK-0A1B2C3D', null],
  ['5GW15', null],
])('takes %s for a slip of %s', (code, meant) => {
  expect(mistypedCdcCode(code)).toBe(meant);
});
