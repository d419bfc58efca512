import { describe, expect, it } from '@jest/globals';
import { SheetCopy, type SheetEdits } from './sheet-edit.js';

const XML =
  '<?xml version="1.0"?><worksheet xmlns="x"><cols><col min="1" max="2"/></cols><sheetData><row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="C1" s="4"/></row>' +
  '<row r="2"/><row r="5"><c r="B5" t="inlineStr"><is><t>é &lt;c r="A9"&gt;</t></is></c></row></sheetData><mergeCells count="0"/></worksheet>';

function copied(edits: SheetEdits, size: number): { text: string; made: number } {
  const copy = new SheetCopy(edits, (tail) => tail);
  const bytes = Buffer.from(XML);
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += copy.push(bytes.subarray(at, at + size));
  return { text: text + copy.end(), made: copy.made };
}

const mark = ({ address, style, xml }: { address: string; style: string | null; xml: string | null }): string => `[${address} ${style} ${xml === null ? 'new' : 'old'}]`;

describe.each([1, 2, 5, 64, 10_000])('a sheet that is copied in pieces of %i bytes', (size) => {
  it('is the same, letter by letter, when nothing is asked for', () => {
    expect(copied(new Map(), size)).toEqual({ text: XML, made: 0 });
  });

  it('has cells changed where they are, and others put in their places', () => {
    const edits = new Map([
      [1, new Map([[1, mark], [0, mark], [2, mark], [5, mark]])],
      [2, new Map([[0, mark]])],
      [5, new Map([[0, mark], [1, mark]])],
    ]);
    const { text, made } = copied(edits, size);
    expect(text).toBe(
      XML.replace('<c r="A1" t="s"><v>0</v></c><c r="C1" s="4"/>', '[A1 null old][B1 null new][C1 4 old][F1 null new]').replace(/<c r="B5".*?<\/c>/, '[A5 null new][B5 null old]'),
    );
    expect(made).toBe(3);
  });
});

it('counts rows and cells that have no address', () => {
  const copy = new SheetCopy(new Map([[2, new Map([[1, mark]])]]), (tail) => `${tail}!`);
  const text = copy.push(Buffer.from('<sheetData><row><c/></row><row><c/><c><v>1</v></c></row></sheetData></worksheet>'));
  expect(text + copy.end()).toBe('<sheetData><row><c/></row><row><c/>[B2 null old]</row></sheetData></worksheet>!');
});
