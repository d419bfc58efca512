import { type PartLook } from '../privacy/part-look.js';
import { ReadFault, type SheetEnd } from '../worker/reading.model.js';
import { type RowBatchWriter } from '../worker/row-batch.model.js';
import { shownDate, shownIsoDate, shownNumber, unescapedText } from './cell-text.model.js';
import { isTrue, type WorkbookParts } from './workbook-parts.js';
import { type XmlHandler } from './xml-reader.js';

const LAST_ROW = 1_048_576;

/** Longer than any text that Excel lets into a cell, many times. */
const MAX_CELL_LETTERS = 1_048_576;

/** Turns the XML of one sheet into rows of text: each cell as the sheet shows it, whatever its style. What else is written in it goes to `beside`. */
export class SheetParser implements XmlHandler {
  readonly end: { -readonly [Field in keyof SheetEnd]: SheetEnd[Field] } = { mergedTo: 0, hiddenRows: 0, firstHiddenRow: 0 };
  private row = 0;
  private isHidden = false;
  private place = -1;
  private type = '';
  private style = 0;
  private hasFormula = false;
  private value = '';
  private isValue = false;
  private phonetic = 0;

  constructor(
    private readonly writer: RowBatchWriter,
    private readonly book: Pick<WorkbookParts, 'is1904' | 'dateStyles'>,
    private readonly shared: readonly string[],
    private readonly beside?: PartLook,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'c':
        return this.openCell(attributes);
      case 'v':
        this.isValue = true;
        return;
      case 't':
        this.isValue = this.phonetic === 0;
        return;
      case 'f':
        this.hasFormula = true;
        return;
      case 'row':
        return this.openRow(attributes);
      case 'rPh':
        this.phonetic++;
        return;
      case 'mergeCell':
        this.end.mergedTo = Math.max(this.end.mergedTo, lastRowOf(attributes['ref'] ?? ''));
        return;
      default:
        this.beside?.open(name, attributes);
    }
  }

  text(text: string): void {
    if (!this.isValue) return this.beside?.text(text);
    this.value += text;
    if (this.value.length > MAX_CELL_LETTERS) throw new ReadFault('FIELD_TOO_LONG', { row: this.row });
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'rPh') this.phonetic--;
    else if (name === 'row') this.closeRow();
    else this.beside?.close(name);
  }

  private openRow(attributes: Readonly<Record<string, string>>): void {
    const row = attributes['r'] === undefined ? this.row + 1 : Number(attributes['r']);
    if (!Number.isInteger(row) || row <= this.row || row > LAST_ROW) throw new ReadFault('UNREADABLE_WORKBOOK');
    this.row = row;
    this.place = -1;
    this.isHidden = isTrue(attributes['hidden']);
  }

  private closeRow(): void {
    if (!this.writer.endRow(this.row) || !this.isHidden) return;
    this.end.firstHiddenRow ||= this.row;
    this.end.hiddenRows++;
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const reference = attributes['r'];
    this.place = reference === undefined ? this.place + 1 : placeOf(reference);
    this.type = attributes['t'] ?? 'n';
    this.style = Number(attributes['s'] ?? 0);
    this.hasFormula = this.isValue = false;
    this.value = '';
  }

  private closeCell(): void {
    const text = this.value === '' ? '' : this.shown(this.value);
    this.writer.cell(this.place, text, this.row);
    if (this.type === 'e') this.writer.flaw({ place: this.place, code: 'ERROR_CELL' });
    else if (this.hasFormula) this.writer.flaw({ place: this.place, code: 'FORMULA_CELL' });
  }

  private shown(value: string): string {
    switch (this.type) {
      case 's': {
        const text = this.shared[Number(value)];
        if (text === undefined) throw new ReadFault('UNREADABLE_WORKBOOK');
        return text;
      }
      case 'n':
        return this.book.dateStyles[this.style] === true ? shownDate(value, this.book.is1904) : shownNumber(value);
      case 'b':
        return isTrue(value) ? 'true' : 'false';
      case 'd':
        return shownIsoDate(value);
      default:
        return unescapedText(value);
    }
  }
}

/** The place of a column from the address of a cell: 0 for A7. */
function placeOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  if (column === 0) throw new ReadFault('UNREADABLE_WORKBOOK');
  return column - 1;
}

function lastRowOf(range: string): number {
  return Number(/(\d+)$/.exec(range)?.[1] ?? 0);
}
