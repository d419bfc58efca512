// Runs a server for another process in a process group of its own, out of reach of Ctrl-C, and holds its life to that process's:
// the pipe on stdin closes when the starter stops the server and also when the starter is killed, and then the server is shut down.
// Lines on stdin: first the command, then signals to pass on. The server's pid goes out on descriptor 3.
// As the server's parent it signals only its own child. Plain JavaScript, so that it runs the same from sources and from the build.
import { spawn } from 'node:child_process';
import { closeSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

const pidDescriptor = 3;
let server;
let shutdown;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stderr.on('error', () => undefined);
process.stdin.on('error', shutDown);
createInterface({ input: process.stdin })
  .on('line', (line) => (server ? server.kill(line) : start(JSON.parse(line))))
  .on('close', shutDown);

function start({ command, args, options, ...rest }) {
  shutdown = rest.shutdown;
  server = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
  server.on('spawn', () => {
    writeSync(pidDescriptor, String(server.pid));
    closeSync(pidDescriptor);
  });
  server.on('exit', (code) => process.exit(code ?? 1));
  server.on('error', (error) => {
    process.stderr.write(`${error.message}\n`, () => process.exit(1));
  });
}

function shutDown() {
  if (!server) process.exit(0);
  server.kill(shutdown.signal);
  setTimeout(() => server.kill(shutdown.thenSignal), shutdown.afterMs);
}
