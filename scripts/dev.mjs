// npm run dev: as npm start, rebuilt and restarted when a source changes.
import { watch } from 'node:fs';
import { join } from 'node:path';
import { allInOne, forwardSignals, startPlatform, stopWithNpm } from './platform-process.mjs';
import { build, exitCode, prepare, root } from './setup.mjs';

const quietMs = 200;
prepare();
let platform;
let stopping = false;
let timer;
let restarting = Promise.resolve();

function start() {
  const child = startPlatform(allInOne, process.argv.slice(2));
  platform = child;
  child.on('exit', (code, signal) => {
    if (stopping) process.exit(exitCode(code, signal));
    if (platform === child)
      process.stderr.write(`The platform ended with ${exitCode(code, signal)}; waiting for a change.\n`);
  });
}

async function restart() {
  if (stopping || !build()) return;
  const old = platform;
  platform = undefined;
  if (old && old.exitCode === null && old.signalCode === null) {
    const ended = new Promise((resolve) => old.once('exit', resolve));
    old.kill('SIGTERM');
    await ended;
  }
  if (!stopping) start();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopping = true;
    if (!platform || platform.exitCode !== null || platform.signalCode !== null) process.exit(0);
  });
}
forwardSignals(() => platform);
stopWithNpm();
for (const folder of ['apps', 'libs']) {
  watch(join(root, folder), { recursive: true }, (_event, file) => {
    if (file === null || file.endsWith('.spec.ts')) return;
    clearTimeout(timer);
    timer = setTimeout(() => (restarting = restarting.then(restart)), quietMs);
  });
}
start();
