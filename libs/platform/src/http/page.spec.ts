import fc from 'fast-check';
import { z } from 'zod';
import { PageQuery, decodeCursor, encodeCursor, toPage } from './page.js';

const Key = z.tuple([z.string(), z.number()]);

describe('a cursor', () => {
  it('gives back what it was made of, in characters that a URL keeps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, number) => {
        const cursor = encodeCursor([text, number]);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(decodeCursor(Key, cursor)).toEqual([text, number]);
      }),
    );
  });

  it.each([
    ['not one', 'hello'],
    ['empty', ''],
    ['of another list', encodeCursor([1, 'a'])],
    ['longer', encodeCursor(['a', 1, 2])],
    ['an object', Buffer.from('{"__proto__":{}}').toString('base64url')],
  ])('that is %s is refused clearly', (_, cursor) => {
    expect(() => decodeCursor(Key, cursor)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'INVALID_CURSOR' }),
    );
  });
});

describe('a page', () => {
  const rows = ['e', 'd', 'c'];
  const keyOf = (row: string) => [row];

  it('has no next when nothing lies beyond it', () => {
    expect(toPage(rows, 3, keyOf)).toEqual({ items: rows, next: null });
    expect(toPage([], 3, keyOf)).toEqual({ items: [], next: null });
  });

  it('leaves out the row that only shows that there is more, and continues after its own last', () => {
    const page = toPage(rows, 2, keyOf);
    expect(page.items).toEqual(['e', 'd']);
    expect(page.next && decodeCursor(z.tuple([z.string()]), page.next)).toEqual(['d']);
  });

  it('holds 50 items unless asked, and 1 to 500 when asked', () => {
    expect(PageQuery.parse({}).limit).toBe(50);
    expect(PageQuery.parse({ limit: '500' }).limit).toBe(500);
    for (const limit of ['0', '501', '1.5', 'many']) expect(PageQuery.safeParse({ limit }).success).toBe(false);
  });
});
