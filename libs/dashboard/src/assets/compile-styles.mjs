// Runs in a worker thread: compiles one style sheet and sends the text back.
import { parentPort, workerData } from 'node:worker_threads';
import { compile } from 'sass';

const { css } = compile(workerData.file, { loadPaths: [workerData.loadPath], style: 'compressed', quietDeps: true });
parentPort.postMessage(css);
