import { PROGRAMME_TARGET } from './programme-targets.js';
import { REGIONS } from './regions.js';

it('shares the target among the regions without losing or adding a centre', () => {
  expect(Object.values(PROGRAMME_TARGET.byRegion).reduce((sum, share) => sum + share, 0)).toBe(PROGRAMME_TARGET.centres);
});

it('gives each region its quota, rounded down or up, and up where the remainder is largest', () => {
  const people = Object.values(PROGRAMME_TARGET.population).reduce((sum, one) => sum + one, 0);
  const shares = REGIONS.map(({ code }) => {
    const quota = (PROGRAMME_TARGET.centres * PROGRAMME_TARGET.population[code]) / people;
    return { remainder: quota % 1, extra: PROGRAMME_TARGET.byRegion[code] - Math.floor(quota) };
  });
  const smallestUp = Math.min(...shares.filter(({ extra }) => extra === 1).map(({ remainder }) => remainder));
  const largestDown = Math.max(...shares.filter(({ extra }) => extra === 0).map(({ remainder }) => remainder));
  expect(new Set(shares.map(({ extra }) => extra))).toEqual(new Set([0, 1]));
  expect(smallestUp).toBeGreaterThan(largestDown);
});
