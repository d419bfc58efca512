const FIRST_SIZE = 131_072;

/** The bytes of a file in one piece, while it comes. */
export class KeptBytes {
  private size = 0;
  private buffer = new Uint8Array(FIRST_SIZE);

  get bytes(): Uint8Array {
    return this.buffer.subarray(0, this.size);
  }

  /** Keeps a copy. */
  add(chunk: Uint8Array): void {
    if (this.size + chunk.length > this.buffer.length) this.grow(this.size + chunk.length);
    this.buffer.set(chunk, this.size);
    this.size += chunk.length;
  }

  /** Gives the bytes away. */
  take(): Uint8Array {
    const { bytes } = this;
    this.drop();
    return bytes;
  }

  drop(): void {
    this.buffer = new Uint8Array(0);
    this.size = 0;
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, needed));
    larger.set(this.bytes);
    this.buffer = larger;
  }
}
