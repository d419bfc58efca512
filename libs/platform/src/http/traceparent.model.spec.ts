import { continueTrace, traceIdOf } from './traceparent.model.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const random = (bytes: number) => 'ab'.repeat(bytes);

describe('a trace', () => {
  it.each(['00', '01'])("goes on under the caller's id and flags %s with a span of our own", (flags) => {
    expect(continueTrace(`00-${TRACE}-b7ad6b7169203331-${flags}`, random)).toBe(
      `00-${TRACE}-abababababababab-${flags}`,
    );
  });

  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['no trace', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
    ['no span', `00-${TRACE}-${'0'.repeat(16)}-01`],
    ['capitals', `00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`],
    ['an unknown version', `ff-${TRACE}-b7ad6b7169203331-01`],
    ['more behind it', `00-${TRACE}-b7ad6b7169203331-01\r\nset-cookie: a`],
  ])('starts anew where the caller sends %s', (_, header) => {
    expect(continueTrace(header, random)).toBe(`00-${'ab'.repeat(16)}-abababababababab-01`);
  });

  it('is quoted by its id', () => {
    expect(traceIdOf(`00-${TRACE}-b7ad6b7169203331-01`)).toBe(TRACE);
    expect(traceIdOf(undefined)).toBeUndefined();
  });
});
