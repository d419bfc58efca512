import { isMany, none, type Many } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { MAX_COLUMNS } from '../csv/raw-row.model.js';
import { PartLook } from '../privacy/part-look.js';
import { type Deliver, type Reading, type ReadingOrder, ReadFault } from '../worker/reading.model.js';
import { RowBatchWriter } from '../worker/row-batch.model.js';
import { type ItemListener, ItemReader, textOf } from './item-reader.js';
import { ItemRows } from './item-rows.js';

const PIECE_BYTES = 65_536;

/**
 * Reads an array of objects, or an object whose `items` is one. Each object is a row, the first has number 1, each key a column. The text is gone
 * through twice: once for the keys, once for the rows, so that nothing but the text itself is ever held.
 * @throws ReadFault
 */
export async function readJson({ bytes }: ReadingOrder, deliver: Deliver): Promise<void> {
  const found = new Map<number, Reading>();
  const inside = new PartLook('A value inside another', true, (place) => found.set(place.row ?? 0, { kind: 'found', ...place }));
  const look = (text: string, row: number): void => inside.look(text, row);
  try {
    const places = await readKeys(bytes, look);
    await deliver({ kind: 'keys', keys: [...places].map(([key, { row }]) => ({ key, row })) });
    const writer = new RowBatchWriter();
    const rows = new ItemRows(writer, new Map([...places].map(([key, { place }]) => [key, place])), look);
    await readItems(bytes, rows, async (part) => {
      const batch = part === 1 || writer.isFull ? writer.take() : null;
      if (batch) await deliver({ kind: 'rows', sheet: 0, batch, part });
    });
  } catch (error) {
    const whole = new PartLook('The file', false, (place) => found.set(0, { kind: 'found', ...place }));
    await lookThrough(bytes, whole);
    throw error;
  } finally {
    for (const one of found.values()) await deliver(one);
  }
}

/** Every text of a file of another shape, as far as it is JSON; what follows is seen as it is written. */
async function lookThrough(bytes: Uint8Array, look: PartLook): Promise<void> {
  await readTokens(bytes, (token) => look.look(textOf(token))).catch(() => undefined);
  look.end();
}

/** Every key with its place and the first object that has it. */
async function readKeys(bytes: Uint8Array, passed: ItemListener['passed']): Promise<Map<string, { place: number; row: number }>> {
  const places = new Map<string, { place: number; row: number }>();
  await readItems(bytes, {
    passed,
    key: (key, row) => {
      if (places.has(key)) return;
      if (places.size === MAX_COLUMNS) throw new ReadFault('TOO_MANY_COLUMNS');
      places.set(key, { place: places.size, row });
    },
  });
  return places;
}

async function readItems(bytes: Uint8Array, listener: Partial<ItemListener>, afterPiece?: (part: number) => Promise<void>): Promise<void> {
  const reader = new ItemReader(listener);
  await readTokens(bytes, (token) => reader.take(token), afterPiece, () => reader.row);
}

async function readTokens(bytes: Uint8Array, take: (token: Token) => void, afterPiece?: (part: number) => Promise<void>, row = () => 0): Promise<void> {
  const parse = jsonParser({ packValues: true, streamValues: false });
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const isLast = at + PIECE_BYTES >= bytes.length;
    const text = decode(decoder, bytes.subarray(at, at + PIECE_BYTES), !isLast, row());
    for (const token of tokensOf(() => parse(text), at)) take(token);
    if (isLast) for (const token of tokensOf(() => parse(none as never), at)) take(token);
    await afterPiece?.(Math.min(1, (at + PIECE_BYTES) / bytes.length));
  }
}

function tokensOf(parse: () => unknown, at: number): readonly Token[] {
  try {
    const result = parse();
    return isMany(result) ? (result as Many<Token>).values : [];
  } catch {
    throw new ReadFault('MALFORMED_JSON', { detail: at.toLocaleString('en-GB') });
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array, stream: boolean, row: number): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new ReadFault('ENCODING', { row: row + 1 });
  }
}
