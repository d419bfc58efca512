import { describe, expect, it } from '@jest/globals';
import { MILESTONES, type Milestone, type MilestoneState } from '@cdc/contracts';
import { wrongOrderInWords, wrongOrders } from './milestone-order.model.js';

const reached = (actuals: Partial<Record<Milestone, string>>): MilestoneState[] =>
  MILESTONES.map(({ code }) => ({ milestone: code, baseline: null, forecast: null, actual: actuals[code] ?? null, reason: null, evidence: null, forecastMoves: 0 }));

const pairs = (actuals: Partial<Record<Milestone, string>>): string[] =>
  wrongOrders(reached(actuals)).map(({ earlier, later }) => `${later.milestone} before ${earlier.milestone}`);

describe('the order in which milestones were reached', () => {
  it('names both dates of what came too early', () => {
    const [order] = wrongOrders(reached({ DELIVERED: '2025-05-10', COMMISSIONED: '2025-05-03' }));
    expect(order && wrongOrderInWords(order)).toBe('Commissioned on 2025-05-03 is before Delivered on 2025-05-10.');
  });

  it('passes over milestones without an actual date, and takes the same day', () => {
    expect(pairs({ NEED: '2025-01-02', FIRST_PATIENT: '2025-01-02' })).toEqual([]);
    expect(pairs({ NEED: '2025-01-02', FIRST_PATIENT: '2025-01-01' })).toEqual(['FIRST_PATIENT before NEED']);
  });

  it('says once what one wrong date causes', () => {
    const rest = { BC_APPROVED: '2024-02-01', FUNDED: '2024-03-01', ORDERED: '2024-04-01', DELIVERED: '2024-09-01' };
    expect(pairs({ NEED: '2034-01-01', ...rest })).toEqual(['BC_APPROVED before NEED']);
  });

  it('lets enabling works run beside the order, staff be ready early and an old machine go out first', () => {
    expect(pairs({ ORDERED: '2025-03-01', ENABLING_START: '2025-02-01', ENABLING_DONE: '2025-06-01', DELIVERED: '2025-05-01' })).toEqual([]);
    expect(pairs({ COMMISSIONED: '2025-06-01', STAFF_READY: '2025-05-01', DECOMMISSIONED: '2025-01-01', DELIVERED: '2025-04-01' })).toEqual([]);
  });

  it('asks for both branches where they meet', () => {
    expect(pairs({ ENABLING_DONE: '2025-06-02', DELIVERED: '2025-06-03', INSTALLED: '2025-06-01' })).toEqual(['INSTALLED before DELIVERED', 'INSTALLED before ENABLING_DONE']);
    expect(pairs({ STAFF_READY: '2025-07-02', COMMISSIONED: '2025-06-01', FIRST_PATIENT: '2025-07-01' })).toEqual(['FIRST_PATIENT before STAFF_READY']);
  });
});
