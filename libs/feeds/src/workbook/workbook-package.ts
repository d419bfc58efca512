import { type Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { type ReadLimits, SMALL_PART_BYTES } from '../worker/read-limits.model.js';
import { ReadFault } from '../worker/reading.model.js';

const PIECE_BYTES = 65_536;

/** The parts of a workbook of type .xlsx, unpacked as they are read. Nothing is ever written, and names are only compared. */
export class WorkbookPackage {
  private unpacked = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limits: ReadLimits,
  ) {}

  /**
   * Reads the list of parts, which stands at the end of the file, and nothing else.
   * @throws ReadFault when the list, by what it says itself, is damaged, encrypted or too large
   */
  static async open(bytes: Uint8Array, limits: ReadLimits): Promise<WorkbookPackage> {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).catch(unreadable);
    if (zip.entryCount > limits.parts) throw new ReadFault('WORKBOOK_TOO_LARGE', { detail: `more than ${limits.parts.toLocaleString('en-GB')} parts` });
    const entries = new Map<string, Entry>();
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.isEncrypted()) throw new ReadFault('ENCRYPTED');
        const name = entry.fileName.toLowerCase();
        if (entries.has(name)) throw new ReadFault('UNREADABLE_WORKBOOK');
        entries.set(name, entry);
      }
    } catch (error) {
      unreadable(error);
    }
    return new WorkbookPackage(zip, entries, limits);
  }

  /** Names of all parts, in lower case. */
  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /**
   * The content of a part, and after each piece how much of the part is read, from 0 to 1.
   * @throws ReadFault when it is missing, damaged, or larger than a part may be
   */
  async *read(name: string): AsyncGenerator<{ bytes: Uint8Array; part: number }> {
    const entry = this.entries.get(name.toLowerCase());
    if (!entry) throw new ReadFault('UNREADABLE_WORKBOOK');
    if (entry.uncompressedSize > Math.max(entry.compressedSize * this.limits.ratio, SMALL_PART_BYTES)) throw tooLarge('a part that is folded too often');
    this.unpacked += entry.uncompressedSize;
    if (this.unpacked > this.limits.unpackedBytes) throw this.tooMuch();
    // The library counts while it unpacks, and ends a part that grows beyond what it states of itself.
    const stream: Readable = await this.zip.openReadStreamPromise(entry).catch(unreadable);
    let size = 0;
    let sum = 0;
    try {
      for await (const bytes of stream as AsyncIterable<Buffer>) {
        sum = crc32(bytes, sum);
        // A part that is not packed comes in one piece.
        for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
          const piece = bytes.subarray(at, at + PIECE_BYTES);
          size += piece.length;
          yield { bytes: piece, part: size / entry.uncompressedSize };
        }
      }
    } catch (error) {
      unreadable(error);
    } finally {
      stream.destroy();
      // Of a sheet that is only looked into, the rest was not unpacked.
      this.unpacked -= entry.uncompressedSize - size;
    }
    if (sum !== entry.crc32) throw new ReadFault('UNREADABLE_WORKBOOK');
  }

  private tooMuch(): ReadFault {
    return tooLarge(`more than ${Math.floor(this.limits.unpackedBytes / SMALL_PART_BYTES).toLocaleString('en-GB')}MB when it is unpacked`);
  }
}

function tooLarge(detail: string): ReadFault {
  return new ReadFault('WORKBOOK_TOO_LARGE', { detail });
}

/** Whatever the library says of a damaged file is one answer to its sender. */
function unreadable(error: unknown): never {
  throw error instanceof ReadFault ? error : new ReadFault('UNREADABLE_WORKBOOK');
}
