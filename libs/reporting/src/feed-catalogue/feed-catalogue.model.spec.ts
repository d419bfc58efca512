import { expect, it } from '@jest/globals';
import { DEVELOPMENT_CLIENTS, principalOf, type Principal } from '@cdc/access';
import { FEEDS } from '@cdc/contracts';
import { assertFeedExists, feedItems, feedWithTemplate } from './feed-catalogue.model.js';

function principal(id: string): Principal {
  const client = DEVELOPMENT_CLIENTS.find((one) => one.id === id);
  if (!client) throw new RangeError(id);
  return principalOf(client);
}

it('describes every feed and says whether the caller may send it', () => {
  const items = feedItems(principal('region-y60'));
  expect(items.map(({ name }) => name).sort()).toEqual(FEEDS.map(({ name }) => name).sort());
  expect(
    items
      .filter(({ maySubmit }) => maySubmit)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(['activity-daily', 'activity-monthly', 'activity-weekly', 'estate', 'installations', 'machines']);
});

it('knows which feeds have a template, and says why there is none', () => {
  expect(feedWithTemplate('activity-daily').name).toBe('activity-daily');
  expect(() => feedWithTemplate('organisations')).toThrow(expect.objectContaining({ code: 'NO_TEMPLATE' }));
  expect(() => feedWithTemplate('activity')).toThrow(expect.objectContaining({ code: 'UNKNOWN_FEED' }));
});

it('names the closest feed for one that nobody owns', () => {
  expect(() => assertFeedExists('actvity-dayly')).toThrow(
    expect.objectContaining({
      kind: 'not-found',
      code: 'UNKNOWN_FEED',
      details: expect.objectContaining({ closest: 'activity-daily' }),
    }),
  );
  expect(() => assertFeedExists('DM01')).toThrow(
    expect.objectContaining({ details: expect.objectContaining({ closest: 'dm01-monthly' }) }),
  );
  expect(() => assertFeedExists('activity-daily')).not.toThrow();
});
