import { describe, expect, it } from '@jest/globals';
import { type ErrorItem } from '@cdc/feeds';
import { askWarning } from '../warning/warning.model.js';
import { reasonsAhead, reasonsFor, unanswered } from './confirmation.model.js';

const low = askWarning('OUTLIER', { message: '212 tests', fix: '' });
const high = askWarning('OUTLIER', { message: '640 tests', fix: '' });
const given = (messages: readonly string[] | null) => [{ code: 'OUTLIER' as const, reason: 'x', givenBy: 'a', givenAt: new Date(0), messages }];

describe('a warning', () => {
  it('is answered by a reason for its very words, or by one that came with the file', () => {
    expect(unanswered([low, high], [])).toEqual([low, high]);
    expect(unanswered([low, high], given(['212 tests']))).toEqual([high]);
    expect(unanswered([low, high], given(null))).toEqual([]);
    expect(unanswered([askWarning('DROPPED', { message: '212 tests', fix: '' })], given(null)).length).toBe(1);
  });

  it('that does not hold a file back needs no answer', () => {
    const note: ErrorItem = { ...low, code: 'IGNORED_COLUMN' };
    expect(unanswered([note], [])).toEqual([]);
  });
});

describe('reasons', () => {
  it('have to be there for each code that waits, and for no other', () => {
    expect(reasonsFor(['OUTLIER'], [{ code: 'OUTLIER', reason: ' strike ' }])).toEqual([{ code: 'OUTLIER', reason: 'strike' }]);
    expect(() => reasonsFor(['OUTLIER', 'DROPPED'], [{ code: 'OUTLIER', reason: '  ' }])).toThrow(expect.objectContaining({ code: 'REASONS_MISSING', details: { missing: ['OUTLIER', 'DROPPED'] } }));
    expect(() => reasonsFor([], [{ code: 'DROPPED', reason: 'x' }])).toThrow(expect.objectContaining({ code: 'REASON_NOT_ASKED' }));
  });

  it('may come with the file, by the codes that they answer', () => {
    expect(reasonsAhead(undefined, null)).toEqual([]);
    expect(reasonsAhead('OUTLIER, DROPPED,OUTLIER', 'strike')).toEqual(['OUTLIER', 'DROPPED'].map((code) => ({ code, reason: 'strike' })));
    expect(() => reasonsAhead('OUTLIER', ' ')).toThrow(expect.objectContaining({ code: 'REASON_MISSING' }));
    expect(() => reasonsAhead('UNKNOWN_SITE', 'x')).toThrow(expect.objectContaining({ code: 'CONFIRM_CODE_UNKNOWN' }));
  });
});
