import { DomainError, eventDefinition, type LoggedEvent, type ServiceName } from '@cdc/contracts';
import { isObservable, lastValueFrom } from 'rxjs';
import { type DataSource, type EntityManager } from 'typeorm';
import { isConnectionFailure, isTransient } from '../database/database-failure.js';
import { withTraceparent } from '../http/trace-context.js';
import { findParked } from './dead-letters.js';
import { type EventBatch, type ReceivedEvent } from './on-events.decorator.js';

/** An event as the log or the broker holds it, not yet checked. */
export interface RawEvent extends LoggedEvent {
  /** JSON as it was published. */
  readonly data: string;
}

type Handler = (batch: EventBatch<unknown>) => unknown;
export type HandlerOf = (type: string) => Handler | undefined;

/** Who consumes, and how. */
export interface EventDeliveryOptions {
  readonly consumer: ServiceName;
  readonly dataSource: DataSource;
  readonly handlerOf: HandlerOf;
  readonly now: () => Date;
  readonly onDeadLetter: (event: RawEvent, error: string) => void;
}

/** After how many attempts an event goes to the dead-letter table and the stream goes on. */
export const MAX_ATTEMPTS = 5;

/**
 * Brings events to a consumer's handlers, whichever way they travelled. Effect, inbox rows and progress commit together;
 * a batch that fails is retried one by one; an event that keeps failing is parked with its error.
 */
export class EventDelivery {
  private readonly consumer: ServiceName;
  private readonly dataSource: DataSource;
  private readonly handlerOf: HandlerOf;

  constructor(private readonly options: EventDeliveryOptions) {
    ({ consumer: this.consumer, dataSource: this.dataSource, handlerOf: this.handlerOf } = options);
  }

  /**
   * Applies `events` of one source, in order.
   * @param upTo the source's low-water mark when they are applied, which is remembered with them; null where events of one log arrive on
   * several ways and the last of these says nothing about the others (see {@link LowWaterMark})
   * @throws only when the database cannot be reached; the caller waits and tries again
   */
  async deliver(source: ServiceName, events: readonly RawEvent[], upTo: string | null): Promise<void> {
    try {
      await this.dataSource.transaction((manager) => this.apply(manager, source, events, upTo));
    } catch (error) {
      if (isConnectionFailure(error) || isTransient(error)) throw error;
      for (const event of events) await this.deliverAlone(source, event, upTo === null ? null : event.position);
      await this.dataSource.transaction((manager) => this.remember(manager, source, upTo));
    }
  }

  /**
   * Applies an event that was parked, and marks its dead letter as replayed.
   * @throws DomainError UNKNOWN_DEAD_LETTER, or REPLAY_FAILED with what the handler said; the event stays parked then
   */
  async replay(deadLetterId: string): Promise<void> {
    const { source, event } = await findParked(this.dataSource, this.consumer, deadLetterId);
    try {
      await this.dataSource.transaction(async (manager) => {
        await this.apply(manager, source, [event], null);
        await manager.query('update dead_letter set replayed_at = $2 where dead_letter_id = $1', [deadLetterId, this.options.now()]);
      });
    } catch (error) {
      if (isConnectionFailure(error)) throw error;
      throw new DomainError('conflict', 'REPLAY_FAILED', `The event still cannot be applied: ${textOf(error)}`, { deadLetterId });
    }
  }

  private async deliverAlone(source: ServiceName, event: RawEvent, upTo: string | null): Promise<void> {
    for (;;) {
      try {
        await this.dataSource.transaction((manager) => this.apply(manager, source, [event], upTo));
        return;
      } catch (error) {
        if (isConnectionFailure(error) || isTransient(error)) throw error;
        if (await this.parkedAfter(source, event, upTo, error)) return;
      }
    }
  }

  /** Counts the attempt where a restart cannot lose it; parks the event when it was the last one. */
  private async parkedAfter(source: ServiceName, event: RawEvent, upTo: string | null, error: unknown): Promise<boolean> {
    const text = textOf(error);
    const rows: { attempts: number }[] = await this.dataSource.query(
      `insert into event_attempt (consumer, event_id, attempts) values ($1, $2, 1)
       on conflict (consumer, event_id) do update set attempts = event_attempt.attempts + 1 returning attempts`,
      [this.consumer, event.id],
    );
    const attempts = rows[0]?.attempts ?? MAX_ATTEMPTS;
    if (attempts < MAX_ATTEMPTS) {
      await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempts));
      return false;
    }
    await this.dataSource.transaction(async (manager) => {
      await manager.query(
        `insert into dead_letter (consumer, source, position, event_id, type, subject, error, attempts, failed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (consumer, event_id) do nothing`,
        [this.consumer, source, event.position, event.id, event.type, event.subject, text, attempts, this.options.now()],
      );
      await this.remember(manager, source, upTo);
    });
    this.options.onDeadLetter(event, text);
    return true;
  }

  private async apply(manager: EntityManager, source: ServiceName, events: readonly RawEvent[], upTo: string | null): Promise<void> {
    const handled = events.filter((event) => this.handlerOf(event.type));
    for (const run of consecutive(await this.unseen(manager, handled))) await this.handle(manager, source, run);
    await this.remember(manager, source, upTo);
  }

  private async unseen(manager: EntityManager, events: readonly RawEvent[]): Promise<readonly RawEvent[]> {
    if (events.length === 0) return [];
    const rows: { event_id: string }[] = await manager.query(
      // The first statement also opens row-level security of the consumer's own tables: a projection holds every region.
      `with scope as (select set_config('cdc.regions', 'all', true))
       insert into inbox (consumer, event_id) select $1, unnest($2::uuid[]) from scope on conflict do nothing returning event_id`,
      [this.consumer, events.map((event) => event.id)],
    );
    if (rows.length === events.length) return events;
    const fresh = new Set(rows.map((row) => row.event_id));
    return events.filter((event) => fresh.delete(event.id));
  }

  private async handle(manager: EntityManager, source: ServiceName, run: readonly RawEvent[]): Promise<void> {
    const type = run[0]?.type ?? '';
    const schema = eventDefinition(type)?.data;
    const handler = this.handlerOf(type);
    if (!schema || !handler) throw new TypeError(`no schema or no handler for ${type}`);
    const events: ReceivedEvent<unknown>[] = run.map((event) => ({ ...event, source, data: schema.parse(JSON.parse(event.data)) }));
    const work = async (): Promise<void> => {
      const outcome = await handler({ events, manager });
      if (isObservable(outcome)) await lastValueFrom(outcome, { defaultValue: undefined });
    };
    const trace = sharedTrace(run);
    await (trace === null ? work() : withTraceparent(trace, work));
  }

  private async remember(manager: EntityManager, source: ServiceName, position: string | null): Promise<void> {
    if (position === null) return;
    await manager.query(
      `insert into consumer_offset (consumer, source, position) values ($1, $2, $3)
       on conflict (consumer, source) do update set position = greatest(consumer_offset.position, excluded.position)`,
      [this.consumer, source, position],
    );
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** The trace that all of these events belong to; null when they have none or several. */
function sharedTrace(events: readonly RawEvent[]): string | null {
  const trace = events[0]?.traceparent ?? null;
  return events.every((event) => event.traceparent === trace) ? trace : null;
}

function* consecutive(events: readonly RawEvent[]): Generator<readonly RawEvent[]> {
  let start = 0;
  for (let end = 1; end <= events.length; end++) {
    if (end < events.length && events[end]?.type === events[start]?.type) continue;
    yield events.slice(start, end);
    start = end;
  }
}
