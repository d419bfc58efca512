import { describe, expect, it } from '@jest/globals';
import { type ConfirmationItem } from '../../platform-api/confirmation-item.js';
import { changesView } from './changes.model.js';
import { givenReasons, questionsOf } from './confirm-form.model.js';

const change = { kind: 'changed', row: 2, key: { cdc_code: 'RAA01', test: 'MRI' }, column: 'delivered', old: 1200, new: 780, percent: -35 } as const;

describe('what a file changes', () => {
  it('is told in rows, and value by value', () => {
    const view = changesView({
      totals: { new: 3, changed: 1, unchanged: 1250, dropped: 1 },
      items: [change, { ...change, kind: 'dropped', row: null, column: 'to', old: null, new: null, percent: null }, { ...change, column: 'amount', old: 1250.5, new: true, percent: 12.5 }],
      next: null,
    });
    expect(view).toEqual({
      summary: 'Rows: 3 new, 1 changed, 1,250 unchanged, 1 no longer there.',
      lines: [
        { row: '2', what: 'RAA01, MRI', column: 'delivered', before: '1,200', now: '780', percent: '\u221235%' },
        { row: 'Not in the file', what: 'RAA01, MRI', column: 'to', before: 'Empty', now: 'Gone', percent: '' },
        { row: '2', what: 'RAA01, MRI', column: 'amount', before: '1,250.50', now: 'yes', percent: '+12.5%' },
      ],
      more: null,
    });
  });

  it('says so when nothing changes, when nothing stood before, and when there is more', () => {
    const totals = { new: 0, changed: 0, unchanged: 12, dropped: 0 };
    expect(changesView({ totals, items: [], next: null })?.summary).toBe('Nothing changes: all 12 rows say what was there before.');
    expect(changesView({ totals: { ...totals, new: 12, unchanged: 0 }, items: [], next: null })).toBeNull();
    expect(changesView({ totals, items: [change], next: 'x' })?.more).toContain('the first 1 values');
  });
});

describe('what is asked', () => {
  const messages = Array.from({ length: 12 }, (_, at) => `message ${at}`);
  const item: ConfirmationItem = {
    waiting: [
      { code: 'OUTLIER', messages, fix: 'Correct it, or tell us why.' },
      { code: 'CENTRE_MISSING', messages: ['3 centres'], fix: 'Add them.' },
    ],
    reasons: [{ code: 'OUTLIER', reason: 'A strike', givenBy: 'region-y60', givenAt: '2024-08-05T09:00:00Z', messages: null }],
  };

  it('has a box for each kind of warning, with the first messages', () => {
    expect(questionsOf(item, null)).toMatchObject([
      { field: 'reason-OUTLIER', title: 'Activity is far from recent periods', messages: messages.slice(0, 10), more: 2, reason: '', error: null },
      { field: 'reason-CENTRE_MISSING', messages: ['3 centres'], more: 0, error: null },
    ]);
  });

  it('keeps what was entered, and says which box is empty', () => {
    expect(questionsOf(item, { 'reason-OUTLIER': 'A strike', 'reason-CENTRE_MISSING': ' ' }).map(({ reason, error }) => [reason, error])).toEqual([
      ['A strike', null],
      [' ', 'Enter a reason'],
    ]);
  });

  it('is answered by somebody at a time', () => {
    expect(givenReasons(item)).toMatchObject([{ title: 'Activity is far from recent periods', reason: 'A strike' }]);
    expect(givenReasons(item)[0]?.by).toMatch(/^region-y60, .*5 August/);
  });
});
