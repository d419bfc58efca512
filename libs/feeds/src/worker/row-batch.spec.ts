import { BatchRow, type Flaw, type RowBatch, RowBatchWriter } from './row-batch.model.js';

const FORMULA: Flaw = { place: 1, code: 'FORMULA_CELL' };

function rowsOf(batch: RowBatch | null): unknown[] {
  const rows: unknown[] = [];
  if (batch) new BatchRow().forEach(batch, (row, flaws) => rows.push([row.rowNumber, row.texts(), ...(flaws.length > 0 ? [flaws] : [])]));
  return rows;
}

describe('a batch of rows', () => {
  it('gives back what was written, without the blank cells at the end of rows and without blank rows', () => {
    const writer = new RowBatchWriter();
    writer.cell(0, 'é€😀', 1);
    writer.cell(3, 'd', 1);
    writer.cell(4, '', 1);
    expect(writer.endRow(1)).toBe(true);
    expect(writer.endRow(2)).toBe(false);
    writer.cell(1, 'b', 3);
    writer.flaw(FORMULA);
    writer.endRow(3);
    expect(rowsOf(writer.take())).toEqual([
      [1, ['é€😀', '', '', 'd']],
      [3, ['', 'b'], [FORMULA]],
    ]);
    expect([writer.isEmpty, writer.take()]).toEqual([true, null]);
  });

  it('tells a flaw of a row that is blank, and forgets those of blank cells', () => {
    const writer = new RowBatchWriter();
    writer.flaw(FORMULA);
    writer.endRow(1);
    writer.flaw({ place: -1, code: 'JSON_SHAPE' });
    writer.endRow(2);
    writer.cell(0, 'a', 3);
    writer.endRow(3);
    expect(rowsOf(writer.take())).toEqual([
      [2, [], [{ place: -1, code: 'JSON_SHAPE' }]],
      [3, ['a']],
    ]);
  });

  it('may be taken in the middle of a row, which comes whole with the next', () => {
    const writer = new RowBatchWriter();
    writer.cell(0, 'one', 1);
    writer.endRow(1);
    writer.cell(0, 'two', 2);
    writer.cell(1, 'three', 2);
    writer.flaw(FORMULA);
    expect(rowsOf(writer.take())).toEqual([[1, ['one']]]);
    writer.cell(2, 'four', 2);
    writer.endRow(2);
    expect(rowsOf(writer.take())).toEqual([[2, ['two', 'three', 'four'], [FORMULA]]]);
  });

  it('is cut or filled up to the width of the header', () => {
    const writer = new RowBatchWriter();
    ['a', 'b', 'c'].forEach((text, place) => writer.cell(place, text, 1));
    writer.endRow(1);
    writer.cell(0, 'd', 2);
    writer.endRow(2);
    const rows: string[][] = [];
    new BatchRow().forEach(writer.take() ?? fail(), (row) => rows.push(row.setWidth(2).texts()));
    expect(rows).toEqual([
      ['a', 'b'],
      ['d', ''],
    ]);
  });

  it('refuses cells out of order, too far right, and rows without end', () => {
    const writer = new RowBatchWriter();
    writer.cell(2, 'a', 1);
    expect(() => writer.cell(2, 'b', 1)).toThrow('UNREADABLE_WORKBOOK');
    expect(() => writer.cell(512, 'b', 1)).toThrow('TOO_MANY_COLUMNS');
    expect(() => writer.cell(511, 'x'.repeat(1_048_576), 1)).toThrow('FIELD_TOO_LONG');
  });
});

function fail(): never {
  throw new Error('nothing was written');
}
