import { type Token } from 'stream-json/core/parser.js';
import { ReadFault } from '../worker/reading.model.js';
import { type Flaw } from '../worker/row-batch.model.js';

/** What is told of the objects of a file, in order. */
export interface ItemListener {
  /** @param row of the object that has it, 1 for the first */
  key(key: string, row: number): void;
  value(key: string, text: string): void;
  flaw(code: Flaw['code'], key: string | null): void;
  /** A text that is no value of a column: inside another value, or beside the objects. */
  passed(text: string, row: number): void;
  endItem(row: number): void;
}

type State = 'root' | 'wrapper' | 'items' | 'item' | 'end';

/** What stands for a value that is an object or a list. */
const NESTED = '{…}';

const isOpening = (token: Token): boolean => token.name === 'startObject' || token.name === 'startArray';
const isClosing = (token: Token): boolean => token.name === 'endObject' || token.name === 'endArray';

/** Knows the one shape that is accepted: `[{…}, …]` or `{"items": [{…}, …]}`, of objects without objects or lists in them. */
export class ItemReader {
  /** The object being read, from 1. */
  row = 0;
  private state: State = 'root';
  private isWrapped = false;
  private hasItems = false;
  private key = '';
  /** Objects and lists that are open inside an object; they are passed over, however deep. */
  private depth = 0;

  constructor(private readonly listener: Partial<ItemListener>) {}

  /** @throws ReadFault JSON_SHAPE or DUPLICATE_KEY_IN_OBJECT for a file of another shape */
  take(token: Token): void {
    if (this.depth > 0) {
      if (isOpening(token)) this.depth++;
      else if (isClosing(token)) this.depth--;
      else this.listener.passed?.(textOf(token), this.row);
      return;
    }
    switch (this.state) {
      case 'root':
        return this.takeRoot(token);
      case 'wrapper':
        return this.takeWrapper(token);
      case 'items':
        return this.takeItems(token);
      case 'item':
        return this.takeItem(token);
      case 'end':
    }
  }

  private takeRoot(token: Token): void {
    if (!isOpening(token)) throw new ReadFault('JSON_SHAPE');
    this.isWrapped = token.name === 'startObject';
    this.state = this.isWrapped ? 'wrapper' : 'items';
  }

  private takeWrapper(token: Token): void {
    if (token.name === 'keyValue') {
      if (token.value !== 'items') throw new ReadFault('JSON_SHAPE', { detail: token.value.slice(0, 60) });
      if (this.hasItems) throw new ReadFault('DUPLICATE_KEY_IN_OBJECT', { detail: token.value });
      this.hasItems = true;
    } else if (token.name === 'startArray') this.state = 'items';
    else if (token.name === 'endObject' && this.hasItems) this.state = 'end';
    else throw new ReadFault('JSON_SHAPE');
  }

  private takeItems(token: Token): void {
    if (token.name === 'endArray') {
      this.state = this.isWrapped ? 'wrapper' : 'end';
      return;
    }
    this.row++;
    if (token.name === 'startObject') {
      this.state = 'item';
      return;
    }
    if (token.name === 'startArray') this.depth++;
    else this.listener.passed?.(textOf(token), this.row);
    this.listener.flaw?.('JSON_SHAPE', null);
    this.listener.endItem?.(this.row);
  }

  private takeItem(token: Token): void {
    if (token.name === 'endObject') {
      this.listener.endItem?.(this.row);
      this.state = 'items';
    } else if (token.name === 'keyValue') {
      this.key = token.value;
      this.listener.key?.(token.value, this.row);
    } else if (isOpening(token)) {
      this.depth++;
      this.listener.value?.(this.key, NESTED);
      this.listener.flaw?.('NESTED_VALUE', this.key);
    } else this.listener.value?.(this.key, textOf(token));
  }
}

/** Numbers keep the digits that were sent, so that none is rounded. */
export function textOf(token: Token): string {
  if (token.name === 'stringValue' || token.name === 'numberValue' || token.name === 'keyValue') return token.value;
  return token.name === 'trueValue' || token.name === 'falseValue' ? String(token.value) : '';
}
