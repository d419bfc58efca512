import { csvRecords, splitCsv } from './split-csv.js';

describe('splitCsv', () => {
  it('reads quotes, doubled quotes, line breaks in quotes and every line end', () => {
    expect(splitCsv('\uFEFFa,b\r\n"1,234","say ""so""\nhere"\rx,\n\ny,z')).toEqual([
      ['a', 'b'],
      ['1,234', 'say "so"\nhere'],
      ['x', ''],
      ['y', 'z'],
    ]);
  });

  it('finds the delimiter', () => {
    expect(splitCsv('Return of Midlands, August\na;b;c\n1,5;2;3')).toEqual([['Return of Midlands, August'], ['a', 'b', 'c'], ['1,5', '2', '3']]);
  });

  it('refuses a quote without end', () => {
    expect(() => splitCsv('a,b,c\n"1,2,3')).toThrow('never closed');
  });

  it('finds the header below a title and folds its names', () => {
    const [record] = csvRecords('Weekly return\nTest, CDC Code ,Did not attend\nMRI,A1,3\n', 'cdccode');
    expect(record).toEqual(new Map([['test', 'MRI'], ['cdccode', 'A1'], ['didnotattend', '3']]));
  });
});
