import * as fc from 'fast-check';
import { invalidUtf8At } from './utf8.js';

function platformAccepts(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const edges = fc.constantFrom(
  0x00,
  0x41,
  0x7f,
  0x80,
  0x8f,
  0x90,
  0x9f,
  0xa0,
  0xbf,
  0xc0,
  0xc2,
  0xdf,
  0xe0,
  0xed,
  0xef,
  0xf0,
  0xf4,
  0xf5,
  0xff,
);

describe('invalidUtf8At', () => {
  it('agrees with the decoder of the platform on what is UTF-8', () => {
    fc.assert(
      fc.property(fc.array(edges, { maxLength: 8 }), (list) => {
        const bytes = Uint8Array.from(list);
        expect(invalidUtf8At(bytes, 0, bytes.length) === -1).toBe(platformAccepts(bytes));
      }),
      { numRuns: 20_000 },
    );
  });

  it('accepts any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = new TextEncoder().encode(text);
        expect(invalidUtf8At(bytes, 0, bytes.length)).toBe(-1);
      }),
    );
  });

  it('gives the place of the first bad byte', () => {
    expect(invalidUtf8At(Uint8Array.of(0x61, 0xc3, 0xa9, 0xff), 0, 4)).toBe(3);
  });
});
