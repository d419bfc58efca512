/** `xls` is anything in the container of old Office files, `xlsx` any zip file; only opening them tells more. */
export type DetectedFormat = 'csv' | 'xls' | 'xlsx' | 'json' | 'unknown';

interface Signature {
  readonly name: string;
  readonly bytes: readonly number[];
}

const SIGNATURES: readonly Signature[] = [
  { name: 'a PDF', bytes: [0x25, 0x50, 0x44, 0x46] },
  { name: 'a compressed file', bytes: [0x1f, 0x8b] },
  { name: 'a compressed file', bytes: [0x50, 0x4b, 0x05, 0x06] },
  { name: 'a compressed file', bytes: [0x37, 0x7a, 0xbc, 0xaf] },
  { name: 'a compressed file', bytes: [0x52, 0x61, 0x72, 0x21] },
  { name: 'a picture', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a picture', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a picture', bytes: [0x47, 0x49, 0x46, 0x38] },
];

const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const HEAD_BYTES = 4096;

/** A bracket opens a list only before what JSON has: a title like "[Draft] return" is text. */
const JSON_START = /^\s*(?:\{|\[\s*(?:[[{\]"\d-]|true\b|false\b|null\b|$))/;

/** Markup as files have it that only call themselves workbooks. */
const MARKUP: readonly { readonly name: string; readonly start: RegExp }[] = [
  { name: 'a workbook in the XML of Excel 2003', start: /^\s*<\?xml[^]*(?:progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet)/i },
  { name: 'a web page', start: /^\s*(?:<\?xml[^]*?\?>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype html|html|head|body|table|meta|style)\b/i },
  { name: 'XML', start: /^\s*</ },
];

/** Names of the streams of old Office files, which are in UTF-16. */
const OLD_CONTENTS: readonly { readonly name: string; readonly stream: string }[] = [
  { name: 'a document (.doc)', stream: 'WordDocument' },
  { name: 'a presentation (.ppt)', stream: 'PowerPoint Document' },
  { name: 'a mail (.msg)', stream: '__substg1.0_' },
];

/** What the ends of names say; others say nothing. */
const NAMED: readonly { readonly end: RegExp; readonly formats: readonly DetectedFormat[]; readonly name: string }[] = [
  { end: /\.(?:csv|txt|tsv)$/i, formats: ['csv'], name: 'CSV' },
  { end: /\.xls[xm]$/i, formats: ['xlsx'], name: 'an Excel workbook' },
  { end: /\.xls$/i, formats: ['xls'], name: 'an old Excel workbook (.xls)' },
  { end: /\.json$/i, formats: ['json'], name: 'JSON' },
];

const latin = new TextDecoder('windows-1252');

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte);
}

/** The first of a file as text, without a UTF-8 mark. */
function headText(bytes: Uint8Array): string {
  return latin.decode(bytes.subarray(0, HEAD_BYTES)).replace(/^\u00ef\u00bb\u00bf/, '');
}

/** Tells a format by content, never by name. Give the first 4 KB or the whole file. */
export function detectFormat(firstBytes: Uint8Array): DetectedFormat {
  if (startsWith(firstBytes, OLE2)) return 'xls';
  if (startsWith(firstBytes, ZIP)) return 'xlsx';
  if (JSON_START.test(headText(firstBytes))) return 'json';
  return formatName(firstBytes) === null ? 'csv' : 'unknown';
}

/** What a file of no use seems to be, in words, or null for text. */
export function formatName(firstBytes: Uint8Array): string | null {
  const signature = SIGNATURES.find(({ bytes }) => startsWith(firstBytes, bytes));
  if (signature) return signature.name;
  const text = headText(firstBytes);
  return MARKUP.find(({ start }) => start.test(text))?.name ?? null;
}

/** Whether a file of no use is text, in which what is written can be seen. */
export function isMarkup(firstBytes: Uint8Array): boolean {
  return !SIGNATURES.some(({ bytes }) => startsWith(firstBytes, bytes));
}

/** Whether a zip file names parts of an Office file among its first; a damaged one is told from any other by that. */
export function looksLikeOffice(firstBytes: Uint8Array): boolean {
  return /\[Content_Types\]\.xml|_rels\/\.rels|xl\//.test(headText(firstBytes));
}

/** What is in the container of an old Office file: a workbook that needs a password, something else by name, or `null` for a workbook. */
export function oldOfficeContent(bytes: Uint8Array): 'encrypted' | { readonly name: string } | null {
  const has = (stream: string): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(stream, 0, 'utf16le');
  if (has('EncryptedPackage')) return 'encrypted';
  if (has('Workbook')) return null;
  return OLD_CONTENTS.find(({ stream }) => has(stream)) ?? null;
}

/** What the name of a file says it is, when its content is something else; else null. */
export function mismatchedName(fileName: string, format: DetectedFormat): string | null {
  const named = NAMED.find(({ end }) => end.test(fileName));
  return named && !named.formats.includes(format) ? named.name : null;
}
