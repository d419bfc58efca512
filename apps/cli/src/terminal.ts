/** Where output goes: a stream, and whether a person watches it. */
export interface OutputStream {
  readonly isTTY?: boolean;
  write(text: string | Uint8Array): boolean;
  once(event: 'drain', listener: () => void): unknown;
}

const CLEAR_LINE = '\r\u001b[2K';

/** Results go to standard output, everything for a person beside them to standard error. */
export class Terminal {
  private showing = '';

  constructor(
    private readonly stdout: OutputStream,
    private readonly stderr: OutputStream,
  ) {}

  print(text: string): void {
    this.clearProgress();
    this.stdout.write(`${text}\n`);
  }

  printJson(value: unknown): void {
    this.print(JSON.stringify(value, null, 2));
  }

  /** Bytes as they are. Resolves when more may follow. */
  async printBytes(chunk: Uint8Array): Promise<void> {
    this.clearProgress();
    if (!this.stdout.write(chunk)) await new Promise<void>((resolve) => this.stdout.once('drain', resolve));
  }

  note(text: string): void {
    this.clearProgress();
    this.stderr.write(`${text}\n`);
  }

  /** One line that is overwritten; nothing where nobody watches. */
  progress(text: string): void {
    if (!this.stderr.isTTY || text === this.showing) return;
    this.showing = text;
    this.stderr.write(`${CLEAR_LINE}${text}`);
  }

  clearProgress(): void {
    if (this.showing === '') return;
    this.showing = '';
    this.stderr.write(CLEAR_LINE);
  }
}
