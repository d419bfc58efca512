import { describe, expect, it } from '@jest/globals';
import { VirusMark } from './virus-mark.js';

const mark = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', 'STANDARD', 'ANTIVIRUS', 'TEST', 'FILE!$H+H*'].join('-');

describe('catalogue 82: the mark of the virus test', () => {
  it.each([1, 7, 67, 68, 69, 100, 1000])('is found in chunks of %d bytes', (size) => {
    const bytes = Buffer.from(`${'a,b\n'.repeat(40)}${mark}${'c,d\n'.repeat(40)}`);
    const watch = new VirusMark();
    for (let at = 0; at < bytes.length; at += size) watch.push(bytes.subarray(at, at + size));
    expect(watch.found).toBe(true);
  });

  it('is not found where it is not whole', () => {
    const watch = new VirusMark();
    for (const part of [mark.slice(0, 60), 'x', mark.slice(60)]) watch.push(Buffer.from(part));
    expect(watch.found).toBe(false);
  });
});
