import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Starts a server in a process of its own, for a test that kills that process. `module` and `starter` name its function, as in
 * `./redis-server.ts` and `startRedis`. */
export async function startedElsewhere(module: string, starter: string, dataDir: string): Promise<{ process: ChildProcess; serverPid: number }> {
  const program = `
    const { ${starter} } = await import(${JSON.stringify(new URL(module, import.meta.url).href)});
    const server = await ${starter}({ dataDir: ${JSON.stringify(dataDir)} });
    console.log(server.pid);`;
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  const args = ['--import', './tools/register-typescript.mjs', '--input-type=module', '-e', program];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(new Error(`${starter} failed`)))]);
  return { process: child, serverPid: Number(line) };
}

/** @throws Error when the process still runs after 10 s */
export async function untilGone(pid: number): Promise<void> {
  for (const deadline = performance.now() + 10_000; isRunning(pid); await delay(20)) {
    if (performance.now() > deadline) throw new Error(`process ${pid} still runs`);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
