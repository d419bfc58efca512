import { Worker, type WorkerOptions } from 'node:worker_threads';
import { type Reading, type ReadingOrder } from './reading.model.js';

const YOUNG_MB = 32;

/** In a build the worker is JavaScript beside this file; from source, as in tests, it is read as this file was. */
const isSource = import.meta.url.endsWith('.ts');
const workerFile = new URL(isSource ? './reading-worker.ts' : './reading-worker.js', import.meta.url);
const execArgv = isSource ? ['--import', new URL('../../../../tools/register-typescript.mjs', import.meta.url).href] : [];

/**
 * Reads a file in a worker of its own, which ends with the reading: a hostile file can end the worker and nothing else. The bytes are moved
 * into the worker. Rows are taken when the next reading is asked for; until then the worker waits.
 * @throws Error when the worker cannot be started
 */
export async function* readInWorker(order: ReadingOrder): AsyncGenerator<Reading, void, undefined> {
  const options: WorkerOptions = {
    workerData: order,
    transferList: [order.bytes.buffer as ArrayBuffer],
    env: {},
    execArgv,
    resourceLimits: { maxOldGenerationSizeMb: order.limits.heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
  };
  const worker = new Worker(workerFile, options);
  const inbox = new Inbox(worker, order);
  try {
    for (;;) {
      const reading = await inbox.next();
      yield reading;
      if (reading.kind === 'end' || reading.kind === 'fault') return;
      if (reading.kind === 'rows') worker.postMessage('taken');
    }
  } finally {
    await worker.terminate();
  }
}

/** What came from the worker, and its end as a reading too. */
class Inbox {
  private readonly readings: Reading[] = [];
  private failure: Error | null = null;
  private hasStarted = false;
  private wake: () => void = () => undefined;
  private remaining: number;

  constructor(
    worker: Worker,
    private readonly order: ReadingOrder,
  ) {
    this.remaining = order.limits.milliseconds;
    worker.on('message', (reading: Reading) => {
      if (reading.kind === 'started') this.hasStarted = true;
      else this.add(reading);
    });
    worker.on('error', (error) => this.broke(error));
    worker.on('exit', (code) => this.broke(new Error(`the worker that reads files ended with ${code}`)));
  }

  /** Waits at most as long as is left of the time for this file. */
  async next(): Promise<Reading> {
    const since = performance.now();
    while (this.readings.length === 0 && this.failure === null) {
      const left = this.remaining - (performance.now() - since);
      if (left <= 0) return { kind: 'fault', code: 'READ_TIMED_OUT', seen: { detail: String(Math.round(this.order.limits.milliseconds / 1000)) } };
      await this.arrival(left);
    }
    this.remaining -= performance.now() - since;
    const reading = this.readings.shift();
    if (reading) return reading;
    throw this.failure ?? new Error('the worker that reads files sent nothing');
  }

  private arrival(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private add(reading: Reading): void {
    this.readings.push(reading);
    this.wake();
  }

  /** A worker that had begun was ended by the file; one that had not is our own fault. */
  private broke(error: Error & { code?: string }): void {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.add({ kind: 'fault', code: 'WORKBOOK_TOO_LARGE', seen: { detail: 'more than we can keep in memory' } });
    else if (this.hasStarted) this.add({ kind: 'fault', code: this.order.format === 'json' ? 'MALFORMED_JSON' : 'UNREADABLE_WORKBOOK', seen: {} });
    else {
      this.failure ??= error;
      this.wake();
    }
  }
}
