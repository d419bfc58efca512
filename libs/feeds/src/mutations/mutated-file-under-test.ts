import * as fc from 'fast-check';

/** One thing that can happen to the bytes of a file. Places and lengths are fractions of the file, so that a small and a large one suffer alike. */
type Mutation =
  | { readonly kind: 'overwrite' | 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'cut' | 'double' | 'reverse'; readonly at: number; readonly length: number }
  | { readonly kind: 'end'; readonly at: number };

/** What files meet in the wild and what breaks readers: marks, quotation marks, line ends, signatures, an XML entity, the ends of number ranges. */
const FRAGMENTS = ['"', '""', ',', ';', '\t', '\r', '\n', '\0', '\ufeff', 'é', '\u202e', '£', '-', '1e309', '99999999999999999999', '__proto__', '=1+1', 'PK\u0003\u0004', '<!DOCTYPE x [<!ENTITY a "b">]>', '<row r="4294967295">', '{"a":', ']'];

const place = fc.double({ min: 0, max: 1, noNaN: true });
const length = fc.double({ min: 0, max: 0.2, noNaN: true });
const bytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 8 }),
  fc.constantFrom(...FRAGMENTS).map((text) => new TextEncoder().encode(text)),
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('overwrite' as const, 'insert' as const), at: place, bytes }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('cut' as const, 'double' as const, 'reverse' as const), at: place, length }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), at: place }) },
);

/** One to five of them, one after the other. */
export const mutations = fc.array(mutation, { minLength: 1, maxLength: 5 });

export function mutated(file: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  return changes.reduce((now, change) => applied(now, change), file);
}

function applied(file: Uint8Array, change: Mutation): Uint8Array {
  const at = Math.floor(change.at * file.length);
  switch (change.kind) {
    case 'overwrite':
      return joined(file.subarray(0, at), change.bytes, file.subarray(at + change.bytes.length));
    case 'insert':
      return joined(file.subarray(0, at), change.bytes, file.subarray(at));
    case 'end':
      return file.subarray(0, at);
    default: {
      const until = Math.min(file.length, at + Math.floor(change.length * file.length));
      const part = file.subarray(at, until);
      const instead = { cut: [], double: [part, part], reverse: [part.slice().reverse()] }[change.kind];
      return joined(file.subarray(0, at), ...instead, file.subarray(until));
    }
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
