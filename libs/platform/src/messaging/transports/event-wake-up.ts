import pg from 'pg';

const RECONNECT_MS = 1_000;

/** Turns the database's notifications into hints for sleeping readers. A hint may be lost; a reader's poll finds the event all the same. */
export class EventWakeUp {
  private client: pg.Client | undefined;
  private waiting = new Set<() => void>();
  private closed = false;

  constructor(private readonly url: string) {}

  async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'cdc-event-wake-up', keepAlive: true });
    client.on('notification', () => this.wakeAll());
    client.on('error', () => undefined);
    client.on('end', () => this.reopen());
    this.client = client;
    await client.connect();
    await client.query('listen cdc_event_log');
  }

  /** Resolves at the next hint, or after `timeoutMs`. Ask for it before reading, so that a hint in between is not missed. */
  next(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.waiting.add(done);
    });
  }

  wakeAll(): void {
    for (const wake of [...this.waiting]) wake();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wakeAll();
    await this.client?.end();
  }

  private reopen(): void {
    if (this.closed) return;
    setTimeout(() => void this.open().catch(() => this.reopen()), RECONNECT_MS).unref();
  }
}
