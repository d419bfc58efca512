import { StringDecoder } from 'node:string_decoder';
import { cellAddress } from '@cdc/feeds';

/** A cell of a sheet as XML. */
export interface SheetCell {
  /** A1 form. */
  readonly address: string;
  /** The number of its style; null for the plain one. */
  readonly style: string | null;
  /** The whole element; null where the sheet has none. */
  readonly xml: string | null;
}

/** What stands in place of a cell. */
export type CellEdit = (cell: SheetCell) => string;

/** By row and by place of the column, from 0. */
export type SheetEdits = ReadonlyMap<number, ReadonlyMap<number, CellEdit>>;

/** The longest element that a cell can be; a sheet with a longer one is copied from there as it is. */
const MAX_CELL_LETTERS = 4 * 1024 * 1024;
const TAG = /<(row|c)(?=[\s/>])([^>]*)>|<\/row>|<\/sheetData>/g;

/** Copies the XML of a sheet with single cells in it changed, piece by piece. Every other letter stays as it is. */
export class SheetCopy {
  /** Cells changed so far. */
  made = 0;
  private waiting = '';
  private row = 0;
  private place = -1;
  private pending: [number, CellEdit][] = [];
  private isTail = false;
  private readonly decoder = new StringDecoder('utf8');

  /** @param tail gives what is behind the cells as it shall be */
  constructor(
    private readonly edits: SheetEdits,
    private readonly tail: (xml: string) => string,
  ) {}

  push(bytes: Uint8Array): string {
    this.waiting += this.decoder.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return this.isTail ? '' : this.copy();
  }

  end(): string {
    this.waiting += this.decoder.end();
    const rest = this.isTail ? '' : this.copy();
    return rest + (this.isTail ? this.tail(this.waiting) : this.waiting);
  }

  private copy(): string {
    const text = this.waiting;
    let out = '';
    let from = 0;
    TAG.lastIndex = 0;
    for (let found = TAG.exec(text); found; found = TAG.exec(text)) {
      const [tag, name, attributes = ''] = found;
      let end = found.index + tag.length;
      if (name === 'c' && !tag.endsWith('/>')) {
        const close = text.indexOf('</c>', end);
        if (close < 0 && text.length - found.index < MAX_CELL_LETTERS) {
          this.waiting = text.slice(found.index);
          return out + text.slice(from, found.index);
        }
        if (close < 0) break;
        end = close + '</c>'.length;
        TAG.lastIndex = end;
      }
      out += text.slice(from, found.index) + this.replacement(text.slice(found.index, end), name ?? tag, attributes);
      from = end;
      if (this.isTail) {
        this.waiting = text.slice(from);
        return out;
      }
    }
    // A tag may be cut in two.
    const open = text.lastIndexOf('<');
    const cut = open < from || text.indexOf('>', open) >= 0 ? text.length : open;
    this.waiting = text.slice(cut);
    return out + text.slice(from, cut);
  }

  private replacement(xml: string, name: string, attributes: string): string {
    switch (name) {
      case 'row':
        this.row = Number(attributeOf(attributes, 'r') ?? this.row + 1);
        this.place = -1;
        this.pending = xml.endsWith('/>') ? [] : [...(this.edits.get(this.row) ?? [])].sort(([left], [right]) => left - right);
        return xml;
      case 'c':
        return this.cell(xml, attributes);
      case '</row>':
        return this.missing(Infinity) + xml;
      default:
        this.isTail = true;
        return xml;
    }
  }

  private cell(xml: string, attributes: string): string {
    const address = attributeOf(attributes, 'r');
    this.place = address === null ? this.place + 1 : placeOf(address);
    const before = this.missing(this.place);
    const [next] = this.pending;
    if (next?.[0] !== this.place) return before + xml;
    this.pending.shift();
    this.made++;
    return before + next[1]({ address: address ?? cellAddress(this.place, this.row), style: attributeOf(attributes, 's'), xml });
  }

  /** Cells before a place that the sheet does not have. */
  private missing(place: number): string {
    let xml = '';
    for (let next = this.pending[0]; next && next[0] < place; next = this.pending[0]) {
      this.pending.shift();
      xml += next[1]({ address: cellAddress(next[0], this.row), style: null, xml: null });
    }
    return xml;
  }
}

export function attributeOf(attributes: string, name: string): string | null {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? null;
}

function placeOf(address: string): number {
  return [...(/^[A-Z]+/.exec(address)?.[0] ?? '')].reduce((place, letter) => place * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
