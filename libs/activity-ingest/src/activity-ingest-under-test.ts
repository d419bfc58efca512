import { randomUUID } from 'node:crypto';
import { type Readable } from 'node:stream';
import { ActivityRestated, Dm01Restated, type EventData, type FeedName } from '@cdc/contracts';
import { type ConfirmCode } from '@cdc/feeds';
import { Submission, SubmissionCheckService } from '@cdc/intake';
import { CatchUp, EventLog, LoggerService } from '@cdc/platform';
import { ServiceUnderTest, startServiceDatabase, type ServiceDatabase } from '@cdc/platform/under-test';
import { DailyActivityLoader, MonthlyActivityLoader, WeeklyActivityLoader } from './activity/activity.loaders.js';
import { CentreDirectory } from './centre/centre-directory.js';
import { Dm01Loader } from './dm01/dm01.loader.js';
import { activityIngest } from './index.js';

/** Centres that every test finds registered: number, code and region. */
export const CENTRES = [
  { cdcNumber: 1, cdcCode: 'RAA01', regionCode: 'Y60' },
  { cdcNumber: 2, cdcCode: 'RAA02', regionCode: 'Y60' },
  { cdcNumber: 3, cdcCode: 'RBB01', regionCode: 'Y56' },
] as const;

/** Activity-ingest on a database of its own, for specs: files go through the check that every submission goes through. */
export class ActivityIngestUnderTest extends ServiceUnderTest {
  private constructor(database: ServiceDatabase) {
    super(database, '2025-09-30T07:00:00Z');
  }

  /** Each has a directory of its own: specs change centres and machines without the logs that would tell a directory so. */
  private get checks(): SubmissionCheckService {
    const centres = new CentreDirectory(this.unitOfWork, new CatchUp(new EventLog()), this.clock);
    const loaders = [new DailyActivityLoader(centres), new WeeklyActivityLoader(centres), new MonthlyActivityLoader(centres), new Dm01Loader(this.clock)];
    return new SubmissionCheckService(this.unitOfWork, loaders, this.files, this.clock, new LoggerService('silent', 'test'));
  }

  static async start(): Promise<ActivityIngestUnderTest> {
    const database = await startServiceDatabase(activityIngest, ['cdc-registry', 'equipment-tracker']);
    for (const { cdcNumber, cdcCode, regionCode } of CENTRES) {
      await database.dataSource.query('insert into centre (cdc_number, cdc_code, name, region_code, position) values ($1, $2, $2, $3, 0)', [cdcNumber, cdcCode, regionCode]);
    }
    return new ActivityIngestUnderTest(database);
  }

  /** The row of a file that has arrived and waits. @param content read only when the file is checked */
  async receive(feed: FeedName, content: string | Uint8Array | (() => Readable), region: string | null = null, reason: string | null = 'Counted again'): Promise<string> {
    const id = `act-20250930-${randomUUID().slice(0, 8)}`;
    this.files.add(id, content);
    await this.dataSource.query(
      `insert into submission (submission_id, feed, region, status, file_name, sha256, bytes, submitted_by, submitted_at, reason)
       values ($1, $2, $3, 'received', $4, $1, 1, 'tester', $5, $6)`,
      [id, feed, region, content instanceof Uint8Array ? 'file.xls' : 'file.csv', this.clock.now(), reason],
    );
    return id;
  }

  check(submissionId: string): Promise<void> {
    return this.checks.check(submissionId);
  }

  find(submissionId: string): Promise<Submission> {
    return this.dataSource.manager.findOneByOrFail(Submission, { submissionId });
  }

  /** Receives and decides a file. @param confirmed warnings that its sender answers beforehand */
  async send(feed: FeedName, content: string | Uint8Array, region: string | null = null, confirmed: readonly ConfirmCode[] = [], reason: string | null = 'Counted again'): Promise<Submission> {
    const id = await this.receive(feed, content, region, reason);
    for (const code of confirmed) {
      await this.dataSource.query("insert into submission_reason (submission_id, code, reason, given_by, given_at) values ($1, $2, 'so it is', 'tester', now())", [id, code]);
    }
    await this.check(id);
    return this.find(id);
  }

  /** What a file changed and dropped, one line each. */
  async changesOf(submissionId: string): Promise<string[]> {
    const rows: { kind: string; row_number: number | null; key: Record<string, string>; column_name: string; old_value: unknown; new_value: unknown }[] = await this.dataSource.query(
      'select * from submission_change where submission_id = $1 order by ordinal',
      [submissionId],
    );
    return rows.map((row) => `${row.kind} ${row.row_number} ${Object.values(row.key).join(' ')} ${row.column_name} ${String(row.old_value)} -> ${String(row.new_value)}`);
  }

  async errorsOf(submissionId: string): Promise<string[]> {
    const rows: { code: string }[] = await this.dataSource.query('select code from submission_error where submission_id = $1 order by ordinal', [submissionId]);
    return rows.map(({ code }) => code);
  }

  /** The totals that a submission published for a centre. */
  async publishedTotals(submissionId: string, cdcCode: string): Promise<EventData<typeof ActivityRestated>['periods']> {
    const restated = await this.published(ActivityRestated, cdcCode);
    return restated.filter((data) => data.submissionId === submissionId).flatMap(({ periods }) => periods);
  }

  async publishedDm01(submissionId: string): Promise<EventData<typeof Dm01Restated>[]> {
    return (await this.published(Dm01Restated)).filter((data) => data.submissionId === submissionId);
  }
}
