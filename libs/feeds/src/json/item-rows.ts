import { type Flaw, type RowBatchWriter } from '../worker/row-batch.model.js';
import { type ItemListener } from './item-reader.js';

/** Writes objects as rows, each key at its place among the keys of the file. */
export class ItemRows implements Omit<ItemListener, 'passed'> {
  private readonly cells: string[];
  private readonly stated: boolean[];
  private flaws: Flaw[] = [];
  private place = -1;

  constructor(
    private readonly writer: RowBatchWriter,
    private readonly places: ReadonlyMap<string, number>,
    private readonly onOverwritten: (text: string, row: number) => void = () => undefined,
  ) {
    this.cells = Array<string>(places.size).fill('');
    this.stated = Array<boolean>(places.size).fill(false);
  }

  key(key: string, row: number): void {
    this.place = this.places.get(key) ?? -1;
    if (this.stated[this.place] === true) {
      this.flaw('DUPLICATE_KEY_IN_OBJECT', key);
      this.onOverwritten(this.cells[this.place] ?? '', row);
    }
    this.stated[this.place] = true;
  }

  value(_key: string, text: string): void {
    this.cells[this.place] = text;
  }

  flaw(code: Flaw['code'], key: string | null): void {
    this.flaws.push({ place: key === null ? -1 : this.place, code, ...(key === null ? {} : { detail: key.slice(0, 60) }) });
  }

  endItem(row: number): void {
    this.cells.forEach((cell, place) => this.writer.cell(place, cell, row));
    for (const flaw of this.flaws) this.writer.flaw(flaw);
    this.writer.endRow(row);
    this.cells.fill('');
    this.stated.fill(false);
    this.flaws = [];
  }
}
