import { schemaOf, type ServiceName } from '@cdc/contracts';
import pg from 'pg';

const RECONNECT_MS = 1_000;

/** Turns the database's notifications into hints for sleeping readers. A hint may be lost; a reader's poll finds the event all the same. */
export class EventWakeUp {
  private client: pg.Client | undefined;
  /** With the schema whose log each waits for; null for any. */
  private waiting = new Map<() => void, string | null>();
  private closed = false;

  constructor(private readonly url: string) {}

  async open(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, application_name: 'cdc-event-wake-up', keepAlive: true });
    client.on('notification', ({ payload }) => this.wake(payload ?? ''));
    client.on('error', () => undefined);
    client.on('end', () => this.reopen());
    this.client = client;
    await client.connect();
    await client.query('listen cdc_event_log');
  }

  /**
   * Resolves at the next hint, or after `timeoutMs`. Ask for it before reading, so that a hint in between is not missed.
   * @param source whose events are waited for; left out, anybody's
   */
  next(timeoutMs: number, source?: ServiceName): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      this.waiting.set(done, source === undefined ? null : schemaOf(source));
    });
  }

  wakeAll(): void {
    for (const wake of [...this.waiting.keys()]) wake();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wakeAll();
    await this.client?.end();
  }

  private wake(schema: string): void {
    for (const [wake, source] of [...this.waiting]) if (source === null || source === schema) wake();
  }

  private reopen(): void {
    if (this.closed) return;
    setTimeout(() => void this.open().catch(() => this.reopen()), RECONNECT_MS).unref();
  }
}
