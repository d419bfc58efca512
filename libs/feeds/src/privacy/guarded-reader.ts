import { type CsvReader } from '../csv/csv-reader.js';
import { type PrivacyGuard } from './privacy-guard.js';

/** Reads rows as long as they can be read; what no row could be made of is looked through for patients as it is. */
export class GuardedReader {
  private lost = false;

  /** @param reader null when no row of the file can be read */
  constructor(
    private readonly reader: CsvReader | null,
    private readonly privacy: PrivacyGuard,
  ) {}

  push(bytes: Uint8Array): void {
    if (this.reader === null || this.reader.fault) this.privacy.unread(bytes);
    else this.read(this.reader, () => this.reader?.push(bytes));
  }

  end(): void {
    if (this.reader && !this.reader.fault) this.read(this.reader, () => this.reader?.end());
  }

  private read(reader: CsvReader, step: () => void): void {
    step();
    if (!reader.fault || this.lost) return;
    this.lost = true;
    this.privacy.unread(reader.unread);
  }
}
