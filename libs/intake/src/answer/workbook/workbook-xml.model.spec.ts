import { describe, expect, it } from '@jest/globals';
import { filledStyles, newSheetName, sheetParts, withComments, withSheet } from './workbook-xml.model.js';

it('gives every style a filled twin and keeps the rest', () => {
  const { xml, twinOf } = filledStyles('<styleSheet><fills count="2"><fill/><fill><x/></fill></fills><cellXfs count="2"><xf numFmtId="0" fillId="1" applyFill="0"/><xf numFmtId="14"><alignment/></xf></cellXfs><dxfs/></styleSheet>');
  expect(xml).toMatch(/^<styleSheet><fills count="3"><fill\/><fill><x\/><\/fill><fill><patternFill patternType="solid">.*<\/fills>/);
  expect(xml).toContain('<cellXfs count="4"><xf numFmtId="0" fillId="1" applyFill="0"/><xf numFmtId="14"><alignment/></xf><xf numFmtId="0" fillId="2" applyFill="1"/><xf numFmtId="14" fillId="2" applyFill="1"><alignment/></xf></cellXfs><dxfs/>');
  expect([twinOf(null), twinOf('1'), twinOf('7')]).toEqual([2, 3, undefined]);
  expect(filledStyles('<x:styleSheet/>').twinOf(null)).toBeUndefined();
});

describe('the drawing of comments', () => {
  const drawing = /<legacyDrawing xmlns:r="[^"]+" r:id="c"\/>/;
  const placed = (tail: string): string => (withComments(tail, 'c') ?? 'none').replace(drawing, '[here]');

  it.each([
    ['</worksheet>', '[here]</worksheet>'],
    ['<mergeCells><mergeCell/></mergeCells><drawing r:id="1"/></worksheet>', '<mergeCells><mergeCell/></mergeCells><drawing r:id="1"/>[here]</worksheet>'],
    ['<dataValidations><dataValidation><extLst/></dataValidation></dataValidations><tableParts/></worksheet>', '<dataValidations><dataValidation><extLst/></dataValidation></dataValidations>[here]<tableParts/></worksheet>'],
    ['<legacyDrawing r:id="own"/></worksheet>', 'none'],
  ])('stands where the schema has it: %s', (tail, expected) => expect(placed(tail)).toBe(expected));
});

it('finds the part of each sheet, and none in a workbook that is written with prefixes', () => {
  const workbook = '<workbook><sheets><sheet name="A &amp; B" sheetId="1" r:id="r1"/><sheet name="C" sheetId="7" state="hidden" r:id="r2"/></sheets></workbook>';
  const relations = '<Relationship Id="r1" Target="worksheets/sheet1.xml"/><Relationship Target="/xl/worksheets/s2.xml" Id="r2"/>';
  expect([...(sheetParts(workbook, relations) ?? [])]).toEqual([['A & B', 'xl/worksheets/sheet1.xml'], ['C', 'xl/worksheets/s2.xml']]);
  expect(withSheet(workbook, 'Errors', 'new')).toMatch(/name="Errors" sheetId="8" r:id="new"\/><\/sheets>/);
  expect(sheetParts('<x:workbook><x:sheets></x:sheets></x:workbook>', relations)).toBeNull();
});

it('names the sheet of errors apart from those that are there', () => {
  expect([newSheetName(['Data']), newSheetName(['errors']), newSheetName(['Errors', 'Errors 2'])]).toEqual(['Errors', 'Errors 2', 'Errors 3']);
});
