import { type MessagePort } from 'node:worker_threads';
import { type Reading } from './reading.model.js';
import { type RowBatch } from './row-batch.model.js';

/** Batches that may be on their way before the sender waits for the first to be taken. */
export const BATCHES_AHEAD = 2;

/** Sends readings, and holds rows back while enough of them wait to be taken. Every message that comes in says that one batch was taken. */
export class Outbox {
  private free = BATCHES_AHEAD;
  private proceed: () => void = () => undefined;

  constructor(private readonly port: MessagePort) {
    port.on('message', () => {
      this.free++;
      this.proceed();
    });
  }

  readonly deliver = async (reading: Reading): Promise<void> => {
    if (reading.kind !== 'rows') return this.port.postMessage(reading);
    while (this.free === 0) await new Promise<void>((resolve) => (this.proceed = resolve));
    this.free--;
    this.port.postMessage(reading, buffersOf(reading.batch));
  };
}

/** They are moved, not copied. */
function buffersOf({ bytes, ends, counts, rowNumbers }: RowBatch): ArrayBuffer[] {
  return [bytes, ends, counts, rowNumbers].map(({ buffer }) => buffer as ArrayBuffer);
}
