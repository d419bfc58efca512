import { Readable } from 'node:stream';
import { type FeedName } from '@cdc/contracts';
import { createCodeList, type CheckContext, type ErrorItem, type Row } from '@cdc/feeds';
import { EventWakeUp, LoggerService, UnitOfWork, migrateService, provisionDatabase } from '@cdc/platform';
import { MemoryFiles, NotedJobs, StandingClock, signedIn } from '@cdc/platform/under-test';
import { testDatabase, type TestDatabase } from '@cdc/testing';
import { DataSource, type EntityManager, type MigrationInterface, type QueryRunner } from 'typeorm';
import { AnswerService } from './answer/answer.service.js';
import { INTAKE_MIGRATIONS } from './index.js';
import { ConfirmationService } from './confirmation/confirmation.service.js';
import { type CellChange } from './change/change.model.js';
import { DryRunService } from './dry-run/dry-run.service.js';
import { CheckDispatch } from './submission/check-dispatch.js';
import { type FeedLoad, type FeedLoader, type LoadOutcome } from './submission/feed-loader.js';
import { SubmissionCheckService } from './submission/submission-check.service.js';
import { Submission } from './submission/submission.entity.js';
import { type StatedParameters } from './submission/submission-parameters.model.js';
import { SubmissionService, type SenderNote } from './submission/submission.service.js';
import { ReopeningService } from './window/reopening.service.js';
import { type StatedPeriod } from './window/stated-period.js';

/** The present value of each cell that {@link KeepingLoader} has taken. */
class KeptCells1799999999999 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table kept_cell (cell text primary key, delivered int not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table kept_cell');
  }
}

/** Takes weekly activity and keeps the newest value of each centre, week and test; asks what a test has it ask. */
class KeepingLoader implements FeedLoader {
  readonly feed = 'activity-weekly';
  opened = 0;
  closed = 0;
  loaded = 0;
  failure: Error | undefined;
  /** What the next file is a return of. */
  periods: readonly StatedPeriod[] = [];
  asks: (delivered: readonly number[]) => readonly ErrorItem[] = () => [];
  /** What a file waits for before it loads. */
  gate: Promise<void> = Promise.resolve();

  async open(): Promise<FeedLoad> {
    this.opened++;
    const stated = new Map<string, { row: number; delivered: number }>();
    const context: CheckContext = { today: 19_940, codeLists: { cdcs: createCodeList([{ code: 'RAA01', number: 1, name: 'A' }]) } };
    return {
      context,
      onRow: (row: Row) => {
        const at = (name: string): number => row.layout.columnIndex(name);
        const cell = [at('cdc_code'), at('week_ending'), at('test')].map((column) => row.value(column)).join(' ');
        stated.set(cell, { row: row.rowNumber, delivered: row.number(at('delivered')) });
      },
      faults: async () => [],
      load: async (tx): Promise<LoadOutcome> => {
        await this.gate;
        if (this.failure) throw this.failure;
        this.loaded++;
        return { ...(await this.load(tx.manager, stated)), periods: this.periods };
      },
      close: async () => void this.closed++,
    };
  }

  private async load(manager: EntityManager, stated: ReadonlyMap<string, { row: number; delivered: number }>): Promise<LoadOutcome> {
    await manager.query("select pg_advisory_xact_lock(hashtext('kept_cell'))");
    const rows: { cell: string; delivered: number }[] = await manager.query('select * from kept_cell where cell = any ($1)', [[...stated.keys()]]);
    const before = new Map(rows.map(({ cell, delivered }) => [cell, delivered]));
    const standing = new Map([...stated].map(([cell, { delivered }]) => [cell, !before.has(cell) ? 'new' : before.get(cell) === delivered ? 'unchanged' : 'changed'] as const));
    const changes: CellChange[] = [...stated].flatMap(([cell, { row, delivered }]) =>
      standing.get(cell) === 'changed' ? [{ kind: 'changed', row, key: { cell }, column: 'delivered', old: before.get(cell) ?? null, new: delivered }] : [],
    );
    for (const [cell, { delivered }] of stated) {
      await manager.query('insert into kept_cell values ($1, $2) on conflict (cell) do update set delivered = excluded.delivered', [cell, delivered]);
    }
    const count = (what: string): number => [...standing.values()].filter((one) => one === what).length;
    const warnings = this.asks([...stated.values()].map(({ delivered }) => delivered));
    return { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), events: [], diff: { changes, dropped: 0 }, statement: { cells: standing }, warnings };
  }
}

/** The submissions of one service on a database of their own, for specs. */
export class IntakeUnderTest {
  readonly clock = new StandingClock('2024-08-05T07:00:00Z');
  readonly files = new MemoryFiles();
  readonly logger = new LoggerService('silent', 'test');
  readonly jobs = new NotedJobs();
  readonly loader = new KeepingLoader();
  readonly unitOfWork: UnitOfWork;
  readonly checks: SubmissionCheckService;
  readonly dispatch: CheckDispatch;
  readonly submissions: SubmissionService;
  readonly confirmations: ConfirmationService;
  readonly reopenings: ReopeningService;
  readonly answers: AnswerService;

  private constructor(
    private readonly database: TestDatabase,
    readonly dataSource: DataSource,
    readonly jobsUrl: string,
    readonly wakeUp: EventWakeUp,
  ) {
    this.unitOfWork = new UnitOfWork('activity-ingest', dataSource, this.clock);
    this.checks = new SubmissionCheckService(this.unitOfWork, [this.loader], this.files, this.clock, this.logger);
    const dryRuns = new DryRunService(this.unitOfWork, this.checks, this.clock);
    // Everything by jobs, which specs run themselves.
    this.dispatch = new CheckDispatch(this.checks, this.jobs, this.logger, 'submissions', 0);
    this.submissions = new SubmissionService(this.unitOfWork, dryRuns, this.files, this.dispatch, this.clock, 1024 * 1024);
    this.confirmations = new ConfirmationService(this.unitOfWork, this.submissions, this.dispatch, this.clock);
    this.reopenings = new ReopeningService(this.unitOfWork, this.clock);
    this.answers = new AnswerService(this.unitOfWork, this.submissions, this.files);
  }

  static async start(): Promise<IntakeUnderTest> {
    const database = await testDatabase();
    const { services, jobsUrl, platformUrl } = await provisionDatabase(database.adminUrl, 0);
    const urls = services.get('activity-ingest');
    if (!urls) throw new TypeError('no database was provisioned');
    class NoModule {}
    const definition = { name: 'activity-ingest', module: NoModule, entities: [Submission], migrations: [...INTAKE_MIGRATIONS, KeptCells1799999999999], consumesEvents: false } as const;
    await migrateService(definition, urls.migratorUrl);
    const dataSource = await new DataSource({ type: 'postgres', url: urls.appUrl, entities: [Submission] }).initialize();
    const wakeUp = new EventWakeUp(platformUrl);
    await wakeUp.open();
    return new IntakeUnderTest(database, dataSource, jobsUrl, wakeUp);
  }

  async stop(): Promise<void> {
    await this.wakeUp.close();
    await this.dataSource.destroy();
    await this.database.stop();
  }

  async clear(): Promise<void> {
    for (const table of ['request_key', 'submission_error', 'submission', 'stated_cell', 'kept_cell', 'period_return']) await this.dataSource.query(`delete from ${table}`);
    this.loader.asks = () => [];
    this.loader.periods = [];
    this.files.kept.clear();
    this.jobs.added.length = 0;
  }

  get manager(): EntityManager {
    return this.dataSource.manager;
  }

  send(client: string, file: string | Uint8Array, feed: FeedName = 'activity-weekly', stated: StatedParameters = {}, fileName = 'week.csv', note: SenderNote = { reason: null }) {
    return this.submissions.receive(signedIn(client), feed, { fileName, content: Readable.from([Buffer.from(file)]) }, note, stated);
  }

  dryRun(client: string, content: Readable, stated: StatedParameters = {}, note: SenderNote = { reason: null }) {
    return this.submissions.dryRun(signedIn(client), 'activity-weekly', { fileName: 'week.csv', content }, note, stated);
  }
}
