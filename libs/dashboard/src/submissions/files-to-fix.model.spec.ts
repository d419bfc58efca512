import { acceptedIn, filesToFix } from './files-to-fix.model.js';

type Sent = Parameters<typeof filesToFix>[0][number];

const sent = (status: Sent['status'], day: number, feed = 'activity-daily', region: string | null = 'Y60'): Sent => {
  const instant = `2024-08-0${day}T09:00:00Z`;
  return { status, feed, region, submittedAt: instant, decidedAt: status === 'checking' ? null : instant };
};

describe('files that somebody has to put right', () => {
  it.each<[string, Sent[], number[]]>([
    ['none', [], []],
    ['an accepted one is not', [sent('accepted', 1)], []],
    ['a refused one is', [sent('rejected', 1)], [0]],
    ['a quarantined one is', [sent('quarantined', 1)], [0]],
    ['one that waits for its sender is not: it has no errors', [sent('awaiting-confirmation', 1)], []],
    ['one that is being checked is not yet', [sent('checking', 1)], []],
    ['not once a later file of the feed was accepted', [sent('accepted', 2), sent('rejected', 1)], []],
    ['still, when the accepted one came before', [sent('rejected', 2), sent('accepted', 1)], [0]],
    ['still, when another feed was accepted', [sent('accepted', 2, 'activity-weekly'), sent('rejected', 1)], [1]],
    ['still, when another region was accepted', [sent('accepted', 2, 'activity-daily', 'Y56'), sent('rejected', 1)], [1]],
  ])('%s', (_name, items, expected) => expect(filesToFix(items)).toEqual(expected.map((index) => items[index])));
});

it('counts what was accepted in a month, replaced files too', () => {
  const items = [sent('accepted', 1), sent('superseded', 2), sent('rejected', 3), sent('checking', 4)];
  const month = (instant: string) => instant.slice(0, 7);
  expect(acceptedIn(items, '2024-08', month)).toBe(2);
  expect(acceptedIn(items, '2024-09', month)).toBe(0);
});
