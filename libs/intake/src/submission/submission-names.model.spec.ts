import { expect, it } from '@jest/globals';
import { reasonsFor } from '../confirmation/confirmation.model.js';

it('catalogue 59, 60: a reason given later may not name a patient either', () => {
  const given = (reason: string) => (): unknown => reasonsFor(['OUTLIER'], [{ code: 'OUTLIER', reason }]);
  expect(given('for Mrs Smith')).toThrow(expect.objectContaining({ code: 'POSSIBLE_PATIENT_DATA' }));
  expect(given('see 943 476 5919')).toThrow(expect.objectContaining({ code: 'POSSIBLE_PATIENT_DATA' }));
  expect(given('a scanner was down')).not.toThrow();
});
