import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { type ClusterProcess } from './cluster-processes.js';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
/** Who has run for this long did not fail at the start. */
const STEADY_MS = 15_000;
const STOP_MS = 25_000;

export type Report = (line: string) => void;

/** Starts one app of the build and keeps it running: one that ends without being asked to is started again, at growing intervals. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private stopping = false;
  private readonly loop: Promise<void>;

  constructor(
    private readonly process: ClusterProcess,
    private readonly report: Report,
  ) {
    this.loop = this.supervise();
  }

  get name(): string {
    return this.process.name;
  }

  /** SIGTERM, and SIGKILL when that was not enough. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.child?.kill('SIGTERM');
    const force = setTimeout(() => this.child?.kill('SIGKILL'), STOP_MS);
    await this.loop;
    clearTimeout(force);
  }

  private async supervise(): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; !this.stopping; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      const from = performance.now();
      const end = await this.runOnce();
      if (this.stopping) return;
      if (performance.now() - from > STEADY_MS) pauseMs = FIRST_PAUSE_MS;
      this.report(`${this.name} ended with ${end} and is started again`);
      await pause(pauseMs);
    }
  }

  private async runOnce(): Promise<string> {
    const child = (this.child = startApp(this.process));
    this.report(`${this.name} runs as process ${child.pid}${this.process.env['PORT'] ? ` on port ${this.process.env['PORT']}` : ''}`);
    const [code, signal]: unknown[] = await once(child, 'exit');
    return String(code ?? signal);
  }
}

/** Runs an app that ends by itself. @throws Error when it ended with anything but 0 */
export async function runToEnd(process: ClusterProcess): Promise<void> {
  const [code, signal]: unknown[] = await once(startApp(process), 'exit');
  if (code !== 0) throw new Error(`${process.name} ended with ${String(code ?? signal)}`);
}

/** A process group of its own: Ctrl-C reaches it through us only. The IPC channel tells it when we are gone. Its log goes to our standard error. */
function startApp({ name, env }: ClusterProcess): ChildProcess {
  const { PATH = '', CDC_LOG_LEVEL = 'info' } = process.env;
  return spawn(process.execPath, ['--enable-source-maps', `dist/apps/${name}/src/main.js`], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH, CDC_LOG_LEVEL, ...env },
  });
}
