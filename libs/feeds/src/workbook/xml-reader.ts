import sax from 'sax';
import { ReadFault } from '../worker/reading.model.js';

/** What is told of an XML part, in order. Names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A document type may only stand before the first element. */
const DOCUMENT_TYPE = /^[^]*?<!DOCTYPE/i;
const FIRST_ELEMENT = /<[A-Za-z_]/;

/**
 * Reads a part piece by piece. No document type is accepted, so no entity but the five of XML has a meaning and nothing outside the part is looked up.
 * @param afterPiece called after each piece with how much is read, from 0 to 1; false ends the reading
 * @throws ReadFault XML_DTD, or UNREADABLE_WORKBOOK for what is not well formed
 */
export async function readXml(
  pieces: AsyncIterable<{ bytes: Uint8Array; part: number }>,
  handler: XmlHandler,
  afterPiece: (part: number) => Promise<boolean> | boolean = () => true,
): Promise<void> {
  const parser = sax.parser(true);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isEmpty = true;
  parser.onopentag = ({ name, attributes }) => {
    isEmpty = false;
    handler.open(localName(name), attributes as Record<string, string>);
  };
  parser.ontext = (text) => handler.text?.(text);
  parser.oncdata = (text) => handler.text?.(text);
  parser.onclosetag = (name) => handler.close?.(localName(name));
  parser.ondoctype = () => {
    throw new ReadFault('XML_DTD');
  };
  parser.onerror = () => {
    throw new ReadFault('UNREADABLE_WORKBOOK');
  };
  let isFirst = true;
  for await (const { bytes, part } of pieces) {
    const text = decodeWith(decoder, bytes);
    if (isFirst && hasDocumentType(text)) throw new ReadFault('XML_DTD');
    isFirst = false;
    parser.write(text);
    if (!(await afterPiece(part))) return;
  }
  parser.close();
  if (isEmpty) throw new ReadFault('UNREADABLE_WORKBOOK');
}

function hasDocumentType(text: string): boolean {
  const element = text.search(FIRST_ELEMENT);
  return DOCUMENT_TYPE.test(element < 0 ? text : text.slice(0, element));
}

function decodeWith(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new ReadFault('UNREADABLE_WORKBOOK');
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}
