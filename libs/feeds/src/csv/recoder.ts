const encoder = new TextEncoder();

/** Turns chunks of another character set into UTF-8. */
export class Recoder {
  /** Whether bytes were met that the character set does not have. */
  failed = false;
  private readonly decoder: TextDecoder;

  constructor(charset: 'utf-16le' | 'utf-16be' | 'windows-1252') {
    this.decoder = new TextDecoder(charset, { fatal: true });
  }

  recode(chunk: Uint8Array): Uint8Array {
    return this.decode(() => this.decoder.decode(chunk, { stream: true }));
  }

  /** The last bytes; sets `failed` when a character was cut off. */
  end(): Uint8Array {
    return this.decode(() => this.decoder.decode());
  }

  private decode(read: () => string): Uint8Array {
    if (this.failed) return new Uint8Array(0);
    try {
      return encoder.encode(read());
    } catch {
      this.failed = true;
      return new Uint8Array(0);
    }
  }
}
