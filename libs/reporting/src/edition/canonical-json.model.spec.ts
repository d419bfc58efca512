import { expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.model.js';

it('sorts keys at every depth, keeps lists in order and writes no spaces', () => {
  expect(canonicalJson({ b: [{ z: 1, a: null }, 'x'], a: { d: true, c: 'é"' } })).toBe(
    '{"a":{"c":"é\\"","d":true},"b":[{"a":null,"z":1},"x"]}',
  );
});

it('gives equal values one text, whatever the order of their keys', () => {
  expect(canonicalJson({ one: 1, two: { x: 1, y: 2 } })).toBe(canonicalJson({ two: { y: 2, x: 1 }, one: 1 }));
});

it('sorts by code unit and not by language', () => {
  expect(canonicalJson({ a: 1, Z: 2, é: 3 })).toBe('{"Z":2,"a":1,"é":3}');
});

it('refuses what has no one form', () => {
  expect(() => canonicalJson({ share: 0.5 })).toThrow(TypeError);
  expect(() => canonicalJson({ share: Number.NaN })).toThrow(TypeError);
  expect(() => canonicalJson({ name: undefined })).toThrow(TypeError);
});
