export type DetectedFormat = 'csv' | 'xls' | 'xlsx' | 'unknown';

const SIGNATURES: readonly { readonly name: string; readonly bytes: readonly number[] }[] = [
  { name: 'a PDF', bytes: [0x25, 0x50, 0x44, 0x46] },
  { name: 'a compressed file', bytes: [0x1f, 0x8b] },
  { name: 'a compressed file', bytes: [0x50, 0x4b, 0x03, 0x04] },
  { name: 'a compressed file', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: 'a picture', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a picture', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a web page or XML', bytes: [0x3c] },
  { name: 'JSON', bytes: [0x7b] },
];

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const WORKBOOK_ENTRIES = /\[Content_Types\]\.xml|_rels\/\.rels|xl\//;
const latin = new TextDecoder('windows-1252');

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** Tells a format by content, never by name. Give the first 4 KB or the whole file; anything that is not text, .xls or .xlsx is `unknown`. */
export function detectFormat(firstBytes: Uint8Array): DetectedFormat {
  if (startsWith(firstBytes, OLE2)) return 'xls';
  if (startsWith(firstBytes, ZIP) && WORKBOOK_ENTRIES.test(latin.decode(firstBytes.subarray(0, 4096)))) return 'xlsx';
  return formatName(firstBytes) === null ? 'csv' : 'unknown';
}

/** What a file of no use seems to be, in words, or null for text. */
export function formatName(firstBytes: Uint8Array): string | null {
  return SIGNATURES.find(({ bytes }) => startsWith(firstBytes, bytes))?.name ?? null;
}
