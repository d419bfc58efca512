import { describe, expect, it } from '@jest/globals';
import { type MilestoneState } from '@cdc/contracts';
import { milestoneChanges, milestonesAfter, restateMilestone, type StatedMilestone } from './milestone.model.js';

const nothing: StatedMilestone = { machineId: 'M-1', milestone: 'DELIVERED', baseline: null, forecast: null, actual: null, reason: null, evidence: null, rowNumber: 2 };
const known: MilestoneState = { milestone: 'DELIVERED', baseline: '2025-05-01', forecast: '2025-05-08', actual: null, reason: 'SUPPLIER', evidence: 'note 1', forecastMoves: 1 };

describe('a statement of a milestone', () => {
  it('changes what it states and leaves the rest', () => {
    expect(restateMilestone(known, { ...nothing, actual: '2025-05-07' })).toEqual({ ...known, actual: '2025-05-07' });
  });

  it('counts a move of the forecast, and neither its first statement nor its repetition', () => {
    expect(restateMilestone(undefined, { ...nothing, forecast: '2025-05-08' }).forecastMoves).toBe(0);
    expect(restateMilestone({ ...known, forecast: null, forecastMoves: 0 }, { ...nothing, forecast: '2025-05-08' }).forecastMoves).toBe(0);
    expect(restateMilestone(known, { ...nothing, forecast: '2025-05-08' }).forecastMoves).toBe(1);
    expect(restateMilestone(known, { ...nothing, forecast: '2025-05-01' }).forecastMoves).toBe(2);
  });

  it('does not explain a move by the reason of the one before', () => {
    expect(restateMilestone(known, { ...nothing, forecast: '2025-06-01' }).reason).toBeNull();
    expect(restateMilestone(known, { ...nothing, forecast: '2025-06-01', reason: 'FUNDING' }).reason).toBe('FUNDING');
    expect(restateMilestone(known, { ...nothing, reason: 'OTHER' })).toEqual({ ...known, reason: 'OTHER' });
  });

  it('leaves a machine with all its milestones in the order of the vocabulary', () => {
    const before = new Map([['M-1', [known]]]);
    const changes = milestoneChanges(before, [
      { ...nothing, milestone: 'FIRST_PATIENT', forecast: '2025-09-01' },
      { ...nothing, milestone: 'NEED', actual: '2024-01-01' },
      { ...nothing, forecast: '2025-05-08' },
    ]);
    expect(changes.map(({ change }) => change)).toEqual(['new', 'new', 'unchanged']);
    expect(milestonesAfter(before, changes).get('M-1')?.map(({ milestone }) => milestone)).toEqual(['NEED', 'DELIVERED', 'FIRST_PATIENT']);
  });
});
