/**
 * Commits offsets behind the back of whoever applies events, one request at a time: the client would let the next fetch wait for it. An offset
 * that is committed late or never only means that events come again, and the inbox knows them.
 */
export class LazyCommits {
  private busy = false;
  private next: (() => Promise<void>) | undefined;

  /** @param commit of everything that was resolved so far; may fail, as when the group rebalances */
  commit(commit: () => Promise<void>): void {
    this.next = commit;
    if (!this.busy) void this.run();
  }

  private async run(): Promise<void> {
    this.busy = true;
    while (this.next) {
      const commit = this.next;
      this.next = undefined;
      await commit().catch(() => undefined);
    }
    this.busy = false;
  }
}
