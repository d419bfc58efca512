import { SUBMISSION_STATUSES } from '@cdc/contracts';
import { submissionTag } from './submission-tag.model.js';

const none = { errors: 0, warnings: 0 };

it.each([
  [{ errors: 0, warnings: 0 }, 'Accepted', 'tick'],
  [{ errors: 0, warnings: 1 }, 'Accepted, 1 warning', 'warning'],
  [{ errors: 0, warnings: 5 }, 'Accepted, 5 warnings', 'warning'],
])('says accepted with %j', (counts, text, shape) => expect(submissionTag('accepted', counts)).toMatchObject({ text, shape }));

it.each([
  [1, '1 problem to fix'],
  [46, '46 problems to fix'],
])('says what a refused file asks for: %d', (errors, text) => expect(submissionTag('rejected', { errors, warnings: 0 }).text).toBe(text));

it('has a word for every state', () => {
  expect(SUBMISSION_STATUSES.map((status) => submissionTag(status, none).text).every((text) => text.length > 0)).toBe(true);
});
