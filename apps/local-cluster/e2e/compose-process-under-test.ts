import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { type ComposeProcess } from '@cdc/testing';

const READY_MS = 45_000;
/** Below the 30 s after which Compose kills. */
const END_MS = 20_000;

/** A start command of docker-compose.yml as a process of this machine, which ends with the test however that ends. */
export class ComposeProcessUnderTest {
  private printed = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | NodeJS.Signals>;

  constructor(private readonly described: ComposeProcess) {
    const [command = '', ...args] = this.described.command;
    // A group of its own, so that whatever it starts can be found again by it.
    this.child = spawn(command, args, { env: { PATH: process.env.PATH, ...this.described.env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
    this.ended = once(this.child, 'close').then(([code, signal]) => code ?? signal);
  }

  get name(): string {
    return this.described.name;
  }

  /** Where it listens. */
  get url(): string {
    return `http://${this.described.env.CDC_HOST}:${this.described.env.PORT}`;
  }

  /** @throws Error with what it said, after 45 s or when it ended */
  async untilReady(): Promise<void> {
    let answer: Response | undefined;
    for (const deadline = performance.now() + READY_MS; performance.now() < deadline && this.isRunning; await wait(100)) {
      answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw this.fault(this.isRunning ? `is not ready after ${READY_MS / 1000} s: ${await answer?.text()}` : `ended with ${await this.ended}`);
  }

  /** Waits for it to end by itself, and kills it after 20 s. @returns exit code and all that it said @throws Error when it was killed */
  async end(): Promise<{ readonly code: number; readonly said: string }> {
    const code = await Promise.race([this.ended, wait(END_MS, undefined, { ref: false })]);
    if (typeof code === 'string') throw this.fault(`ended with ${code}`);
    if (code !== undefined) return { code, said: this.printed };
    const late = this.fault(this.isRunning ? `has not ended after ${END_MS / 1000} s` : 'left a process behind');
    await this.kill();
    throw late;
  }

  /** Waits for it to end by itself. @throws Error with what it said, unless it ends with 0 in time and nothing of it is left */
  async endWell(): Promise<void> {
    const { code } = await this.end();
    if (code !== 0) throw this.fault(`ended with ${code}`);
    if (this.signal(0)) throw this.fault('left a process behind');
  }

  /** SIGTERM, then as {@link endWell}. @throws Error too where it has ended before */
  async stop(): Promise<void> {
    if (!this.isRunning) throw this.fault(`ended with ${await this.ended} before it was asked to`);
    this.child.kill('SIGTERM');
    await this.endWell();
  }

  /** kill -9, of whatever it started too. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.ended;
  }

  /** An error that tells what it said. */
  fault(what: string): Error {
    return new Error(`${this.name} ${what}. It said:\n${this.printed}`);
  }

  private get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** @returns whether somebody of its group was there to get it */
  private signal(signal: NodeJS.Signals | 0): boolean {
    try {
      return this.child.pid !== undefined && process.kill(-this.child.pid, signal);
    } catch {
      return false;
    }
  }
}
