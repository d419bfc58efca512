// Runs the PostgreSQL server for the platform in a process group of its own, out of reach of Ctrl-C, and holds its life to the platform's:
// the pipe on stdin closes when the platform stops it and also when the platform is killed, and then the server is shut down.
// As the server's parent it signals only its own child. Plain JavaScript, so that it runs the same from sources and from the build.
import { spawn } from 'node:child_process';

const immediateShutdownAfterMs = 30_000;
let server;
let received = '';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stderr.on('error', () => undefined);
process.stdin.setEncoding('utf8');
process.stdin.on('error', shutDown);
process.stdin.on('end', shutDown);
process.stdin.on('data', (chunk) => {
  received += chunk;
  if (!server && received.includes('\n')) start(JSON.parse(received));
});

function start({ command, args, options }) {
  server = spawn(command, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] });
  server.on('exit', (code) => process.exit(code ?? 1));
  server.on('error', (error) => {
    process.stderr.write(`${error.message}\n`, () => process.exit(1));
  });
}

function shutDown() {
  if (!server) process.exit(0);
  server.kill('SIGINT');
  setTimeout(() => server.kill('SIGQUIT'), immediateShutdownAfterMs);
}
