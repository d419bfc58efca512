import { problemWords } from './problem-words.model.js';

it.each([
  [403, 'You may not see this page'],
  [404, 'Page not found'],
  [413, 'The file is too large'],
  [409, 'We could not do that'],
  [503, 'Sorry, the service is not available'],
  [500, 'Sorry, there is a problem with the service'],
  [502, 'Sorry, there is a problem with the service'],
])('puts %d in words', (status, heading) => expect(problemWords({ status, detail: 'Why.' }).heading).toBe(heading));

it('tells why, except where only the logs may know', () => {
  expect(problemWords({ status: 404, detail: 'There is no such centre.' }).lines).toContain('There is no such centre.');
  expect(problemWords({ status: 500, detail: 'relation "x" does not exist' }).lines.join(' ')).not.toContain('relation');
});
