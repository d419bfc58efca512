import { type Charset } from '../check/check-result.model.js';

/** How the letters of a file are written as bytes. */
export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** Bytes of the mark at the very start of the file. */
  readonly markBytes: number;
  /** Bytes of one unit: delimiters, quotation marks and line ends are one unit each. */
  readonly unitBytes: 1 | 2;
}

const MARKS: readonly { readonly name: TextEncoding['name']; readonly bytes: readonly number[] }[] = [
  { name: 'utf-16le', bytes: [0xff, 0xfe] },
  { name: 'utf-16be', bytes: [0xfe, 0xff] },
  { name: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
];

/** A mark at the start of the file always wins over what its sender declared, as in the check. */
export function encodingOf(head: Uint8Array, declared: Charset = 'utf-8'): TextEncoding {
  const mark = MARKS.find(({ bytes }) => bytes.every((byte, at) => head[at] === byte));
  const name = mark?.name ?? declared;
  return { name, markBytes: mark?.bytes.length ?? 0, unitBytes: name.startsWith('utf-16') ? 2 : 1 };
}

const utf8 = new TextEncoder();
const latinBytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoded(Uint8Array.of(byte), 'windows-1252'), byte]));
const QUESTION_MARK = 63;

/** A text in the encoding of a file. What Windows-1252 has no letter for becomes a question mark. */
export function encodeText(text: string, { name }: TextEncoding): Uint8Array {
  if (name === 'utf-8') return utf8.encode(text);
  if (name === 'windows-1252') return Uint8Array.from(text, (letter) => latinBytes.get(letter) ?? QUESTION_MARK);
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), name === 'utf-16le');
  return bytes;
}

export function decodeText(bytes: Uint8Array, { name }: TextEncoding): string {
  return decoded(bytes, name);
}

/** As a part of a stream, because Node.js 20 otherwise takes Windows-1252 for Latin-1, which has no euro and no curved quotation marks. */
function decoded(bytes: Uint8Array, name: TextEncoding['name']): string {
  return new TextDecoder(name, { ignoreBOM: true }).decode(bytes, { stream: true });
}
