import { setTimeout as pause } from 'node:timers/promises';

/** The least time between two commits. */
const REST_MS = 250;

/**
 * Commits offsets behind the back of whoever applies events, now and then: the client would let the next fetch wait for each. An offset that
 * is committed late or never only means that events come again, and the inbox knows them.
 */
export class LazyCommits {
  private next: (() => Promise<void>) | undefined;
  private running: Promise<void> | undefined;

  /** @param commit of everything that was resolved so far; may fail, as when the group rebalances */
  commit(commit: () => Promise<void>): void {
    this.next = commit;
    this.running ??= this.run();
  }

  /** Commits what is still open, before the member leaves its group. */
  async flush(): Promise<void> {
    await this.next?.().catch(() => undefined);
    this.next = undefined;
  }

  private async run(): Promise<void> {
    while (this.next) {
      await this.flush();
      await pause(REST_MS, undefined, { ref: false });
    }
    this.running = undefined;
  }
}
