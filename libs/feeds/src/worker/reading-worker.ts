import { parentPort, workerData } from 'node:worker_threads';
import { Outbox } from './outbox.js';
import { readFile } from './read-file.js';
import { type ReadingOrder } from './reading.model.js';

// The thread that read-in-worker.ts starts for one file.
if (parentPort) {
  await readFile(workerData as ReadingOrder, new Outbox(parentPort).deliver);
  parentPort.close();
}
