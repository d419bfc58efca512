// The platform as a child: shut down once by a signal, by force by a second one, and never left behind.
import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { exitCode, root } from './setup.mjs';

// npm passes on the Ctrl-C that the terminal has already sent to everyone, so one press arrives twice.
const sameKeyPressMs = 700;

/** @param {string} main built program, from the root of the workspace
 * @param {string[]} args for it */
export function startPlatform(main, args) {
  // A process group of its own: Ctrl-C reaches it only through us. The IPC channel tells it when we are gone.
  return spawn(process.execPath, ['--enable-source-maps', join(root, main), ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

export const allInOne = 'dist/apps/all-in-one/src/main.js';

/** @param {() => import('node:child_process').ChildProcess | undefined} current the child that runs now */
export function forwardSignals(current) {
  let firstAt;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const now = performance.now();
      if (firstAt !== undefined && now - firstAt < sameKeyPressMs) return;
      const force = firstAt !== undefined;
      firstAt ??= now;
      if (force) process.stderr.write('Stopping by force.\n');
      current()?.kill(force ? 'SIGKILL' : signal === 'SIGHUP' ? 'SIGTERM' : signal);
    });
  }
}

const launcherCheckMs = 500;

/** Runs it in the foreground and ends as it ends. */
export function runPlatform(main, args) {
  const platform = startPlatform(main, args);
  forwardSignals(() => platform);
  stopWithNpm();
  platform.on('exit', (code, signal) => process.exit(exitCode(code, signal)));
}

/** Ends this process as SIGTERM does when npm, or the shell that npm puts between itself and us, is gone: neither passes its end on. */
export function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const npm = /npm/.test(processField(parent, 'args')) ? parent : Number(processField(parent, 'ppid'));
  const timer = setInterval(() => {
    if (process.ppid === parent && isAlive(npm)) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, launcherCheckMs);
  timer.unref();
}

function processField(pid, field) {
  return execFileSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).trim();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
