import { expect, it } from '@jest/globals';
import { parseAsAt } from './as-at.model.js';

it('reads an instant, an edition and positions', () => {
  expect(parseAsAt('2024-08-05T09:00:00+01:00')).toEqual({
    kind: 'instant',
    instant: new Date('2024-08-05T08:00:00Z'),
  });
  expect(parseAsAt('ed-weekly-20240804-eng-1')).toEqual({ kind: 'edition', id: 'ed-weekly-20240804-eng-1' });
  expect(parseAsAt('cdc-registry:120,activity-ingest:3411')).toEqual({
    kind: 'positions',
    positions: { 'cdc-registry': '120', 'activity-ingest': '3411' },
  });
});

it.each(['2024-08-05', '2024-08-05T09:00:00', 'cdc-registry:x', 'nobody:1', 'cdc-registry:1:2', ''])(
  'refuses %p',
  (text) => {
    expect(() => parseAsAt(text)).toThrow(expect.objectContaining({ code: 'AS_AT_FORMAT' }));
  },
);
