import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { DEVELOPMENT_CLIENTS, principalOf, type Principal } from '@cdc/access';
import { type FeedName } from '@cdc/contracts';
import { createCodeList, type CheckContext, type Row } from '@cdc/feeds';
import { Clock, FileStore, JobQueues, LoggerService, UnitOfWork, fileDestroyed, migrateService, postgresJobs, provisionDatabase, type StoredFile } from '@cdc/platform';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import pg from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { INTAKE_MIGRATIONS } from './index.js';
import { type FeedLoad, type FeedLoader, type LoadOutcome } from './submission/feed-loader.js';
import { SubmissionCheckService } from './submission/submission-check.service.js';
import { Submission } from './submission/submission.entity.js';
import { type StatedParameters } from './submission/submission-parameters.model.js';
import { SubmissionService } from './submission/submission.service.js';
import { ReopeningService } from './window/reopening.service.js';
import { type StatedPeriod } from './window/stated-period.js';

/** A Clock that stands where a test puts it. */
class StandingClock extends Clock {
  instant = new Date('2024-08-05T07:00:00Z');

  constructor() {
    super(new pg.Pool());
  }

  override now(): Date {
    return this.instant;
  }
}

/** Files in memory. */
export class MemoryFiles extends FileStore {
  readonly kept = new Map<string, Buffer>();
  private readonly destroyed = new Set<string>();

  async put(content: Readable): Promise<StoredFile> {
    const bytes = Buffer.concat(await content.toArray());
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.kept.set(sha256, bytes);
    return { sha256, bytes: bytes.length };
  }

  async get(sha256: string): Promise<Readable> {
    const bytes = this.kept.get(sha256);
    if (!bytes && this.destroyed.has(sha256)) throw fileDestroyed();
    if (!bytes) throw new RangeError(`no file ${sha256}`);
    return Readable.from([bytes]);
  }

  async destroy(sha256: string): Promise<void> {
    this.kept.delete(sha256);
    this.destroyed.add(sha256);
  }
}

/** Jobs that nobody runs. */
export class NotedJobs extends JobQueues {
  readonly added: string[] = [];

  constructor(logger: LoggerService) {
    super(postgresJobs(''), logger);
  }

  override async add(_name: string, id: string): Promise<void> {
    this.added.push(id);
  }
}

/** Takes weekly activity of one centre and keeps nothing of it but what it was asked. */
class CountingLoader implements FeedLoader {
  readonly feed = 'activity-weekly';
  opened = 0;
  closed = 0;
  loaded = 0;
  failure: Error | undefined;
  /** What the next file is a return of. */
  periods: readonly StatedPeriod[] = [];

  async open(): Promise<FeedLoad> {
    this.opened++;
    const rows: number[] = [];
    const context: CheckContext = { today: 19_940, codeLists: { cdcs: createCodeList([{ code: 'RAA01', number: 1, name: 'A' }]) } };
    return {
      context,
      onRow: (row: Row) => void rows.push(row.rowNumber),
      faults: async () => [],
      load: async (): Promise<LoadOutcome> => {
        if (this.failure) throw this.failure;
        this.loaded++;
        return { new: rows.length, changed: 0, unchanged: 0, events: [], periods: this.periods };
      },
      close: async () => void this.closed++,
    };
  }
}

/** The submissions of one service on a database of their own, for specs. */
export class IntakeUnderTest {
  readonly clock = new StandingClock();
  readonly files = new MemoryFiles();
  readonly logger = new LoggerService('silent', 'test');
  readonly jobs = new NotedJobs(this.logger);
  readonly loader = new CountingLoader();
  readonly unitOfWork: UnitOfWork;
  readonly checks: SubmissionCheckService;
  readonly submissions: SubmissionService;
  readonly reopenings: ReopeningService;

  private constructor(
    private readonly database: TestDatabase,
    readonly dataSource: DataSource,
    readonly jobsUrl: string,
  ) {
    this.unitOfWork = new UnitOfWork('activity-ingest', dataSource, this.clock);
    this.checks = new SubmissionCheckService(this.unitOfWork, [this.loader], this.files, this.clock, this.logger);
    this.submissions = new SubmissionService(this.unitOfWork, this.checks, this.files, this.jobs, this.clock, 'submissions', 1024 * 1024);
    this.reopenings = new ReopeningService(this.unitOfWork, this.clock);
  }

  static async start(): Promise<IntakeUnderTest> {
    const database = await testDatabase();
    const { services, jobsUrl } = await provisionDatabase(database.adminUrl, 0);
    const urls = services.get('activity-ingest');
    if (!urls) throw new TypeError('no database was provisioned');
    class NoModule {}
    const definition = { name: 'activity-ingest', module: NoModule, entities: [Submission], migrations: INTAKE_MIGRATIONS, consumesEvents: false } as const;
    await migrateService(definition, urls.migratorUrl);
    const dataSource = await new DataSource({ type: 'postgres', url: urls.appUrl, entities: [Submission] }).initialize();
    return new IntakeUnderTest(database, dataSource, jobsUrl);
  }

  async stop(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.stop();
  }

  async clear(): Promise<void> {
    await this.dataSource.query('delete from request_key');
    await this.dataSource.query('delete from submission_error');
    await this.dataSource.query('delete from submission');
    await this.dataSource.query('delete from period_return');
    this.files.kept.clear();
    this.jobs.added.length = 0;
  }

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  send(client: string, file: string | Uint8Array, feed: FeedName = 'activity-weekly', stated: StatedParameters = {}, fileName = 'week.csv', reason: string | null = null) {
    return this.submissions.receive(principal(client), feed, { fileName, content: Readable.from([Buffer.from(file)]) }, reason, stated);
  }

  dryRun(client: string, content: Readable, stated: StatedParameters = {}) {
    return this.submissions.dryRun(principal(client), 'activity-weekly', { fileName: 'week.csv', content }, stated);
  }
}

export function principal(id: string): Principal {
  const client = DEVELOPMENT_CLIENTS.find((one) => one.id === id);
  if (!client) throw new RangeError(`no demonstration client ${id}`);
  return principalOf(client);
}
