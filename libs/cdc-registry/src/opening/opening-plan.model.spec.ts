import { expect, it } from '@jest/globals';
import { openingChanges, type OpeningPlan } from './opening-plan.model.js';

const plan = (cdcNumber: number, change: Partial<OpeningPlan> = {}): OpeningPlan => ({
  cdcNumber,
  plannedOpening: '2023-04-01',
  wave: 'SR21',
  permanentPlanned: '2024-01-15',
  ...change,
});

it('takes the centres whose plan is new or says something else in any part', () => {
  const present = [plan(1), plan(2), plan(3), plan(4), plan(5)];
  const stated = [
    plan(1),
    plan(2, { plannedOpening: '2023-05-01' }),
    plan(3, { wave: null }),
    plan(4, { permanentPlanned: null }),
    plan(6),
  ];
  expect(openingChanges(present, stated)).toEqual({
    counts: { new: 1, changed: 3, unchanged: 1 },
    plans: stated.slice(1),
  });
});
