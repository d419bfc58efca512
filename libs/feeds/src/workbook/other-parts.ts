import { PartLook, type TextPlace } from '../privacy/part-look.js';
import { ReadFault } from '../worker/reading.model.js';
import { type WorkbookPackage } from './workbook-package.js';
import { readXml } from './xml-reader.js';

/** What parts are called to their sender, by the beginnings of their names. */
const THINGS: readonly { readonly name: RegExp; readonly thing: string; readonly isProse?: true }[] = [
  { name: /^xl\/(?:threadedcomments\/|comments)/, thing: 'A comment', isProse: true },
  { name: /^docprops\//, thing: 'The properties of the workbook' },
  { name: /^customxml\//, thing: 'A property of the workbook' },
  { name: /^xl\/pivotcache\//, thing: 'The data kept for a pivot table' },
  { name: /^xl\/charts?/, thing: 'A chart' },
  { name: /^xl\/drawings\//, thing: 'A shape or text box' },
  { name: /^xl\/(?:externallinks|querytables)\//, thing: 'The data kept of a linked file' },
  { name: /^xl\/(?:worksheets\/|sharedstrings)/, thing: 'A sheet' },
  { name: /^xl\/(?:vbaproject|macrosheets)/, thing: 'A macro' },
];

const XML = /\.(?:xml|rels|vml)$/;
/** Macros and old objects: no text, but what is written in them stands there in letters. */
const BINARY = /\.bin$/;

/** What a sheet holds besides its cells is told by the same words as in a part that is only looked through. */
export function thingOf(name: string): Pick<(typeof THINGS)[number], 'thing' | 'isProse'> {
  return THINGS.find((one) => one.name.test(name.toLowerCase())) ?? { thing: 'A part of the workbook that is no sheet' };
}

/**
 * Looks through all parts but those of which every text was seen otherwise. Pictures, and files inside the file, are passed over.
 * @returns what kept a part from being looked through, or null
 */
export async function lookThroughParts(file: WorkbookPackage, seen: ReadonlySet<string>, onFound: (place: TextPlace) => void): Promise<ReadFault | null> {
  let fault: ReadFault | null = null;
  for (const name of file.names) {
    if (seen.has(name) || !(XML.test(name) || BINARY.test(name))) continue;
    try {
      await lookThrough(file, name, onFound);
    } catch (error) {
      if (!(error instanceof ReadFault)) throw error;
      fault ??= error;
    }
  }
  return fault;
}

async function lookThrough(file: WorkbookPackage, name: string, onFound: (place: TextPlace) => void): Promise<void> {
  const { thing, isProse = false } = thingOf(name);
  const newLook = (): PartLook => new PartLook(thing, isProse, onFound);
  if (XML.test(name)) {
    const look = newLook();
    const fault = await readXml(file.read(name), look).then(
      () => null,
      (error: unknown) => error,
    );
    if (fault === null) return look.end();
    // Entities may hide what they like.
    if (!(fault instanceof ReadFault) || fault.code === 'XML_DTD') throw fault;
  }
  // Not well formed, as old drawings are, or in UTF-16, as queries are: damaged or not is told by reading it once more.
  await lookAtText(file, name, newLook());
}

/** Letters between tags, or between bytes that are none. */
async function lookAtText(file: WorkbookPackage, name: string, look: PartLook): Promise<void> {
  const decoder = new TextDecoder('windows-1252');
  let rest = '';
  for await (const { bytes } of file.read(name)) {
    const texts = (rest + decoder.decode(bytes, { stream: true }).replaceAll('\0', '')).split(/[<>\p{Cc}]/u);
    rest = texts.pop() ?? '';
    for (const text of texts) look.look(text);
    if (rest.length > LONGEST) {
      look.look(rest);
      rest = '';
    }
  }
  look.look(rest);
  look.end();
}

const LONGEST = 65_536;
