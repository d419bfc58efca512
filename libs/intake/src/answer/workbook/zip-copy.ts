import { Readable } from 'node:stream';
import { fromBufferPromise, type Entry, type ZipFile as OpenZip } from 'yauzl';
import { ZipFile } from 'yazl';

/** What stands in place of a part: made from its bytes as they come. */
export type PartEdit = (content: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array | string>;

/** Parts unpack to less than this, by what the file says itself; a part that unpacks to more than it says is an error. */
const MOST_UNPACKED = 1024 * 1024 * 1024;
const MOST_PART_LETTERS = 32 * 1024 * 1024;

/** A zip file in memory, unpacked part by part. */
export class ZipCopy {
  private constructor(
    private readonly zip: OpenZip,
    private readonly entries: readonly Entry[],
  ) {}

  /** Null for what is no zip file, is encrypted or would unpack to too much. */
  static async open(bytes: Buffer): Promise<ZipCopy | null> {
    try {
      const zip = await fromBufferPromise(bytes);
      const entries: Entry[] = [];
      for await (const entry of zip.eachEntry()) entries.push(entry);
      const unpacked = entries.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0);
      return entries.some((entry) => entry.isEncrypted()) || unpacked > MOST_UNPACKED ? null : new ZipCopy(zip, entries);
    } catch {
      return null;
    }
  }

  has(name: string): boolean {
    return this.entries.some(({ fileName }) => fileName === name);
  }

  /** The text of a small part; null where there is none. */
  async text(name: string): Promise<string | null> {
    const entry = this.entries.find(({ fileName }) => fileName === name);
    if (!entry || entry.uncompressedSize > MOST_PART_LETTERS) return null;
    const parts: Buffer[] = [];
    for await (const part of (await this.zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
  }

  /** The file with some parts changed and some added; the content of every other part is the same. */
  copy(edits: ReadonlyMap<string, PartEdit>, added: ReadonlyMap<string, string>): Readable {
    const zip = new ZipFile();
    const output = zip.outputStream as Readable;
    zip.on('error', (error: Error) => output.destroy(error));
    for (const entry of this.entries) {
      const { fileName } = entry;
      // Packed also where it was not: readers find the end of an unpacked part only by a size that is not known yet.
      const options = { mtime: entry.getLastModDate() };
      if (fileName.endsWith('/')) zip.addEmptyDirectory(fileName, options);
      else zip.addReadStreamLazy(fileName, options, (open) => void this.opened(entry, edits.get(fileName)).then((content) => open(null, content), (error: unknown) => open(error as Error, Readable.from([]))));
    }
    for (const [name, text] of added) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    return output;
  }

  private async opened(entry: Entry, edit: PartEdit | undefined): Promise<Readable> {
    const content: Readable = await this.zip.openReadStreamPromise(entry);
    return edit ? Readable.from(edit(content as AsyncIterable<Uint8Array>), { objectMode: false }) : content;
  }
}
