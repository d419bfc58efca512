import { expect, it } from '@jest/globals';
import { csvText } from './csv-text.js';

it('quotes what needs it and ends every line with CRLF', () => {
  expect(csvText([['a,b', 'say "x"', 'two\nlines', 'plain']])).toBe('"a,b","say ""x""","two\nlines",plain\r\n');
});

it('leaves nothing empty and keeps zero', () => {
  expect(csvText([[null, undefined, 0]])).toBe(',,0\r\n');
});

it('catalogue 53: makes texts that a spreadsheet would run inert, and leaves negative numbers alone', () => {
  expect(csvText([['=1+1', '+44', '-x', '@a', '\tb', -5]])).toBe("'=1+1,'+44,'-x,'@a,'\tb,-5\r\n");
  expect(csvText([['=HYPERLINK("x","y")']])).toBe('"\'=HYPERLINK(""x"",""y"")"\r\n');
});
