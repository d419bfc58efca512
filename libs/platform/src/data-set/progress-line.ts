import { type Progress } from './progress.model.js';

/** The part of a terminal's or file's stream that is needed. */
export interface TextStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const PAUSE_MS = 1_000;
const CLEAR_LINE = '\u001B[2K';

/**
 * Shows how far loading is: on a terminal in one line that is written over, elsewhere a line for each step, and within a step one a second at most.
 * The cursor is left at the beginning, so that whatever else is printed has a line of its own.
 */
export class ProgressLine {
  private shown: { readonly step: string | null; readonly at: number } | undefined;

  constructor(
    private readonly stream: TextStream,
    private readonly now: () => number = () => performance.now(),
  ) {}

  show({ step, done, total }: Progress): void {
    const at = this.now();
    if (this.shown && this.shown.step === step && at - this.shown.at < PAUSE_MS) return;
    this.shown = { step, at };
    const text = `demonstration ${done} of ${total}: ${step ?? ''}`;
    this.stream.write(this.stream.isTTY ? `${CLEAR_LINE}${text.slice(0, (this.stream.columns ?? 80) - 1)}\r` : `${text}\n`);
  }

  /** A line that stays. */
  end(line: string): void {
    this.stream.write(`${this.stream.isTTY ? CLEAR_LINE : ''}${line}\n`);
  }
}
