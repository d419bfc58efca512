import { eventDefinition, schemaOf, serviceRow, type EventData, type EventDefinition, type ServiceName } from '@cdc/contracts';
import { type DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type pg from 'pg';
import { type Clock } from '../clock/clock.js';
import { currentTraceparent } from '../http/trace-context.js';
import { LOCK_CLASS } from './lock-classes.js';

/** Whose regions a transaction may see: row-level security reads it. */
export type RegionScope = 'all' | readonly string[];

/** An event to be published, built by {@link event} so that its data fit its type. */
export interface NewEvent {
  readonly type: string;
  readonly subject: string;
  readonly data: unknown;
}

export function event<Definition extends EventDefinition>(definition: Definition, subject: string, data: EventData<Definition>): NewEvent {
  return { type: definition.type, subject, data };
}

/** What the audit chain keeps of a unit of work. No personal data: ids, counts, codes. */
export interface AuditEntry {
  readonly action: string;
  readonly subject: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Where a unit of work stands in its service's log. Positions are whole numbers as text; null when it published nothing. */
export interface Emitted {
  readonly firstPosition: string | null;
  readonly lastPosition: string | null;
  readonly instant: Date;
}

/**
 * Stands between the payloads of a unit of work, which travel as one text: as elements of an array every quotation mark in them would be
 * escaped once more. JSON text never holds the character itself.
 */
const RECORD_SEPARATOR = '\u001e';

/** A transaction in progress. `emit` is its last step: nothing can be written after it. */
export class Work {
  private emitted = false;
  /** Payloads of events that {@link prepare} has written out. */
  private readonly payloads = new WeakMap<NewEvent, string>();

  constructor(
    readonly manager: EntityManager,
    private readonly runner: QueryRunner,
    private readonly service: ServiceName,
    private readonly actor: string,
    private readonly clock: Clock,
  ) {}

  /** The connection itself, for COPY inside this transaction, before it emits. */
  async connection(): Promise<pg.PoolClient> {
    if (this.emitted) throw new TypeError('emit() is the last step of a unit of work: nothing may be written after it');
    return this.runner.connect();
  }

  /**
   * Checks events and writes them out ahead of {@link emit}, while the server is busy with something else. @returns them as they are
   * @throws TypeError as `emit` does
   */
  prepare(events: readonly NewEvent[]): readonly NewEvent[] {
    for (const one of events) this.payloads.set(one, this.payloadOf(one));
    return events;
  }

  /**
   * Writes the audit row and the events under the log's lock.
   * @param stamp runs under the lock, for a row that must keep the position (a submission's `accepted_position`)
   * @throws TypeError when an event is not in the catalogue, belongs to another service or its data do not fit the schema
   */
  async emit(audit: AuditEntry, events: readonly NewEvent[], stamp?: (emitted: Emitted) => Promise<void>): Promise<Emitted> {
    if (this.emitted) throw new TypeError('emit() is the last step of a unit of work and runs once');
    const payloads = events.map((one) => this.payloads.get(one) ?? this.payloadOf(one)).join(RECORD_SEPARATOR);
    const rows: { first_position: string | null; last_position: string | null; emitted_at: Date }[] = await this.manager.query(
      'select * from emit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [
        LOCK_CLASS.eventLog,
        serviceRow(this.service).number,
        this.clock.now(),
        this.actor,
        audit.action,
        audit.subject,
        JSON.stringify(audit.details ?? {}),
        events.map((one) => one.type),
        events.map((one) => one.subject),
        payloads,
        currentTraceparent() ?? null,
      ],
    );
    const row = rows[0];
    if (!row) throw new Error('emit() returned no row');
    const emitted = { firstPosition: row.first_position, lastPosition: row.last_position, instant: row.emitted_at };
    await stamp?.(emitted);
    this.emitted = true;
    this.refuseFurtherStatements();
    return emitted;
  }

  private payloadOf(one: NewEvent): string {
    const definition = eventDefinition(one.type);
    if (!definition || definition.service !== this.service) throw new TypeError(`${this.service} may not publish ${one.type}`);
    const checked = definition.data.safeParse(one.data);
    if (!checked.success) throw new TypeError(`${one.type} of ${one.subject} does not fit its schema: ${checked.error.issues[0]?.path.join('.')} ${checked.error.issues[0]?.message}`);
    return JSON.stringify(checked.data);
  }

  private refuseFurtherStatements(): void {
    const query = this.runner.query.bind(this.runner);
    this.runner.query = (async (sql: string, ...rest: never[]) => {
      if (!/^(COMMIT|ROLLBACK)/.test(sql)) throw new TypeError('emit() is the last step of a unit of work: nothing may be written after it');
      return query(sql, ...rest);
    }) as QueryRunner['query'];
  }
}

/** Transactions of one service. State and events commit together, or not at all. */
export class UnitOfWork {
  constructor(
    readonly service: ServiceName,
    readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The schema that holds the service's tables. */
  get schema(): string {
    return schemaOf(this.service);
  }

  /**
   * Runs `work` in one read-write transaction.
   * @param actor who acts: an account's subject, or `system`
   * @param regions which regions' rows the transaction may see and write
   */
  async run<T>(actor: string, regions: RegionScope, work: (tx: Work) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      await setScope(runner.manager, regions);
      const result = await work(new Work(runner.manager, runner, this.service, actor, this.clock));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** Runs reads on one snapshot, seeing only rows of `regions`. */
  async read<T>(regions: RegionScope, query: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await setScope(manager, regions);
      return query(manager);
    });
  }
}

async function setScope(manager: EntityManager, regions: RegionScope): Promise<void> {
  await manager.query("select set_config('cdc.regions', $1, true)", [regions === 'all' ? 'all' : regions.join(',')]);
}
