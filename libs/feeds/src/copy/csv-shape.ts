import { type Charset } from '../check/check-result.model.js';
import { readOpening } from '../csv/csv-opening.js';
import { invalidUtf8At } from '../csv/utf8.js';
import { type Feed } from '../feeds/feed.model.js';
import { isComplete, type FoundHeader } from '../header/header-search.js';
import { decodeText, encodingOf, type TextEncoding } from './text-encoding.js';

/** The most that title rows and header take; give at least so much of a file, or all of it. */
export const SHAPE_BYTES = 65_536;

/** How a CSV file is written: enough to change single cells of it and leave every other byte alone. */
export interface CsvShape {
  readonly encoding: TextEncoding;
  readonly delimiter: string;
  /** Null when none of the first rows is a header of the feed. */
  readonly header: FoundHeader | null;
}

const utf8 = new TextEncoder();

/** @param whole whether these bytes are all of the file */
export function csvShape(head: Uint8Array, whole: boolean, feed: Feed, charset?: Charset): CsvShape {
  const stated = encodingOf(head, charset);
  const shape = shapeIn(stated, head, whole, feed);
  const isGuess = charset === undefined && stated.name === 'utf-8' && stated.markBytes === 0;
  if (!isGuess || invalidUtf8At(head, 0, whole ? head.length : head.lastIndexOf(10) + 1) < 0) return shape;
  // The one other character set that a published layout has, as the check reads it.
  const other = shapeIn({ ...stated, name: 'windows-1252' }, head, whole, feed);
  return other.header && isComplete(other.header) && other.header.match.layout.legacyCharset ? other : shape;
}

function shapeIn(encoding: TextEncoding, head: Uint8Array, whole: boolean, feed: Feed): CsvShape {
  const content = head.subarray(encoding.markBytes);
  const bytes = encoding.name === 'utf-8' ? content : utf8.encode(decodeText(content, encoding));
  const opening = readOpening(bytes.subarray(0, SHAPE_BYTES), whole && bytes.length <= SHAPE_BYTES, feed.layouts);
  return { encoding, delimiter: String.fromCharCode(opening.delimiter), header: opening.header };
}
