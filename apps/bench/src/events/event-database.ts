import { TestsOffered, type ServiceName } from '@cdc/contracts';
import {
  Clock,
  EventWakeUp,
  UnitOfWork,
  event,
  migrateService,
  provisionDatabase,
  startEmbeddedPostgres,
  type EventBatch,
  type NewEvent,
} from '@cdc/platform';
import pg from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

export const SOURCE: ServiceName = 'cdc-registry';
export const CONSUMER: ServiceName = 'reporting';
const AGGREGATES = 500;

class ProjectionTable1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table bench_projection (key text primary key, events bigint not null, last_position bigint not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bench_projection');
  }
}

class NoModule {}

/** A source that publishes, a consumer with a projection of one row an aggregate, and the wake-up between them, on an embedded server with its shipped settings. */
export class EventDatabase {
  /** While set: when the transaction that applied an event had committed (performance.now()), by the event's position. */
  projectedAt: Map<string, number> | undefined;
  private readonly uncommitted = new WeakMap<QueryRunner, readonly string[]>();

  private constructor(
    private readonly server: { stop(): Promise<void> },
    readonly source: DataSource,
    readonly sourceUrl: string,
    readonly consumer: DataSource,
    readonly wakeUp: EventWakeUp,
    private readonly owner: pg.Pool,
    private readonly clockPool: pg.Pool,
  ) {}

  static async start(dataDir: string): Promise<EventDatabase> {
    const server = await startEmbeddedPostgres({ dataDir });
    const database = await provisionDatabase(server.url(server.superuser, server.password), 0);
    const open = async (name: ServiceName) => {
      const urls = database.services.get(name);
      if (!urls) throw new TypeError(`no database for ${name}`);
      await migrateService({ name, module: NoModule, entities: [], migrations: [ProjectionTable1700000000000], consumesEvents: true }, urls.migratorUrl);
      return { ...urls, dataSource: await new DataSource({ type: 'postgres', url: urls.appUrl, extra: { max: 12 } }).initialize() };
    };
    const [source, consumer] = [await open(SOURCE), await open(CONSUMER)];
    const wakeUp = new EventWakeUp(database.platformUrl);
    await wakeUp.open();
    const opened = new EventDatabase(server, source.dataSource, source.appUrl, consumer.dataSource, wakeUp, new pg.Pool({ connectionString: consumer.migratorUrl, max: 1 }), new pg.Pool({ connectionString: database.platformUrl }));
    consumer.dataSource.subscribers.push({ afterTransactionCommit: ({ queryRunner }) => opened.noteCommit(queryRunner) });
    return opened;
  }

  /** What the consumer does with a batch: one row an aggregate, in one statement. */
  readonly project = async ({ events, manager }: EventBatch<unknown>): Promise<void> => {
    const rows = new Map<string, { events: number; position: string }>();
    for (const { subject, position } of events) rows.set(subject, { events: (rows.get(subject)?.events ?? 0) + 1, position });
    // In the order of keys, so that two transactions of overlapping keys wait for each other instead of locking each other out.
    const keys = [...rows.keys()].sort();
    await manager.query(
      `insert into bench_projection as p select * from unnest($1::text[], $2::bigint[], $3::bigint[])
       on conflict (key) do update set events = p.events + excluded.events, last_position = greatest(p.last_position, excluded.last_position)`,
      [keys, keys.map((key) => rows.get(key)?.events), keys.map((key) => rows.get(key)?.position)],
    );
    if (this.projectedAt && manager.queryRunner) this.uncommitted.set(manager.queryRunner, events.map(({ position }) => position));
  };

  unitOfWork(): UnitOfWork {
    return new UnitOfWork(SOURCE, this.source, new Clock(this.clockPool));
  }

  /** Commits `count` events, a thousand a transaction. */
  async fill(count: number): Promise<void> {
    const unitOfWork = this.unitOfWork();
    for (let done = 0; done < count; done += 1000) {
      const events = Array.from({ length: Math.min(1000, count - done) }, (_, index) => offered(done + index));
      await unitOfWork.run('bench', 'all', (tx) => tx.emit({ action: 'bench', subject: SOURCE }, events));
    }
  }

  /** Forgets what the consumer has applied, so that the whole log is before it again. */
  async forget(): Promise<void> {
    await this.owner.query('truncate bench_projection, inbox, consumer_offset');
  }

  /** Of how many events the projection tells. */
  async projected(): Promise<number> {
    return Number((await this.consumer.query('select coalesce(sum(events), 0) as events from bench_projection'))[0].events);
  }

  async logged(): Promise<number> {
    return Number((await this.source.query('select count(*) as events from outbox'))[0].events);
  }

  private noteCommit(runner: QueryRunner): void {
    for (const position of this.uncommitted.get(runner) ?? []) this.projectedAt?.set(position, performance.now());
    this.uncommitted.delete(runner);
  }

  async stop(): Promise<void> {
    await this.wakeUp.close();
    await this.source.destroy();
    await this.consumer.destroy();
    await this.owner.end();
    await this.clockPool.end();
    await this.server.stop();
  }
}

/** The `number`th event; its aggregate is one of {@link AGGREGATES}. */
export function offered(number: number): NewEvent {
  const code = `B${number % AGGREGATES}`;
  return event(TestsOffered, code, { cdcCode: code, offers: [] });
}
