import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { CdcRegistered, OrganisationChanged, SpendPosted, type EventData, type EventDefinition, type FeedName } from '@cdc/contracts';
import { type ErrorItem } from '@cdc/feeds';
import { DryRunService, NO_PARAMETERS, Submission, SubmissionCheckService, type SubmissionParameters } from '@cdc/intake';
import { CatchUp, EventLog, LoggerService } from '@cdc/platform';
import { ServiceUnderTest, startServiceDatabase, type ServiceDatabase } from '@cdc/platform/under-test';
import { CommitmentLoader } from './commitment/commitment.loader.js';
import { DirectoryConsumer } from './directory/directory.consumer.js';
import { SpendDirectory } from './directory/spend-directory.js';
import { ForecastLoader } from './forecast/forecast.loader.js';
import { spendMonitor } from './index.js';
import { LedgerLoader } from './ledger/ledger.loader.js';

type OrganisationFacts = EventData<typeof OrganisationChanged>;
type CentreFacts = EventData<typeof CdcRegistered>;

/** Spend-monitor on a database of its own, for specs: files go through the check that every submission goes through. */
export class SpendMonitorUnderTest extends ServiceUnderTest {
  readonly directory: SpendDirectory;
  readonly consumer = new DirectoryConsumer();
  private readonly checks: SubmissionCheckService;
  private position = 0;

  private constructor(database: ServiceDatabase) {
    super(database, '2021-05-04T07:00:00Z');
    this.directory = new SpendDirectory(this.unitOfWork, new CatchUp(new EventLog()), this.clock);
    const loaders = [new LedgerLoader(this.directory), new CommitmentLoader(this.directory), new ForecastLoader(this.directory)];
    this.checks = new SubmissionCheckService(this.unitOfWork, loaders, this.files, this.clock, new LoggerService('silent', 'test'));
  }

  static async start(): Promise<SpendMonitorUnderTest> {
    const service = new SpendMonitorUnderTest(await startServiceDatabase(spendMonitor, ['cdc-registry']));
    await service.register();
    return service;
  }

  /** Two trusts, a board and two centres. Kingston's trust has another name now than in 2020. */
  private async register(): Promise<void> {
    await this.organisations(
      { code: 'RQM', kind: 'trust', name: 'CHELSEA AND WESTMINSTER HOSPITAL NHS FOUNDATION TRUST' },
      { code: 'RAX', kind: 'trust', name: 'KINGSTON HOSPITAL NHS FOUNDATION TRUST' },
      { code: 'RAX', kind: 'trust', name: 'KINGSTON AND RICHMOND NHS FOUNDATION TRUST' },
      { code: 'QRV', kind: 'icb', name: 'North West London' },
    );
    await this.centres({ cdcCode: 'RQM91', cdcNumber: 1 }, { cdcCode: 'RAX91', cdcNumber: 2 });
  }

  organisations(...facts: (Pick<OrganisationFacts, 'code' | 'kind' | 'name'> & Partial<OrganisationFacts>)[]): Promise<void> {
    const none = { onsCode: null, regionCode: null, icbCode: null, operatedBy: null, postcode: null, opened: null, closed: null };
    return this.apply(OrganisationChanged, facts.map((one) => ({ subject: one.code, data: { ...none, ...one } })));
  }

  centres(...facts: (Pick<CentreFacts, 'cdcCode' | 'cdcNumber'> & Partial<CentreFacts>)[]): Promise<void> {
    const none = { identity: 'submitted', hostTrust: null, icbCode: 'QRV', regionCode: 'Y56', archetype: null, status: 'open', temporary: false, opened: null, closed: null, postcode: null } as const;
    return this.apply(CdcRegistered, facts.map((one) => ({ subject: one.cdcCode, data: { name: one.cdcCode, ...none, ...one } })));
  }

  /** Gives events to the consumer as the delivery does. @param positions those of the log, rising, unless a test says otherwise */
  async apply<Data>(definition: EventDefinition<Data>, facts: readonly { subject: string; data: Data }[], positions?: readonly number[]): Promise<void> {
    const events = facts.map(({ subject, data }, at) => ({
      id: randomUUID(),
      type: definition.type,
      source: 'cdc-registry' as const,
      subject,
      position: String(positions?.[at] ?? ++this.position),
      instant: this.clock.now(),
      data,
    }));
    await this.dataSource.transaction(async (manager) => {
      if (definition.type === CdcRegistered.type) await this.consumer.onCdcRegistered({ events: events as never, manager });
      else await this.consumer.onOrganisationChanged({ events: events as never, manager });
    });
  }

  /** The row of a file that has arrived and waits. */
  async receive(feed: FeedName, content: string | Uint8Array, said: Partial<SubmissionParameters> = {}, reason: string | null = 'Posted again'): Promise<string> {
    const id = `fin-20210504-${randomUUID().slice(0, 8)}`;
    this.files.add(id, content);
    const { entity, period, charset, dateOrder } = { ...NO_PARAMETERS, ...said };
    await this.dataSource.query(
      `insert into submission (submission_id, feed, status, file_name, sha256, bytes, submitted_by, submitted_at, entity, period, charset, date_order, reason)
       values ($1, $2, 'received', 'file.csv', $1, 1, 'tester', $3, $4, $5, $6, $7, $8)`,
      [id, feed, this.clock.now(), entity, period, charset, dateOrder, reason],
    );
    return id;
  }

  check(submissionId: string): Promise<void> {
    return this.checks.check(submissionId);
  }

  find(submissionId: string): Promise<Submission> {
    return this.dataSource.manager.findOneByOrFail(Submission, { submissionId });
  }

  /** Receives and decides a file. */
  async send(feed: FeedName, content: string | Uint8Array, said: Partial<SubmissionParameters> = {}, reason: string | null = 'Posted again'): Promise<Submission> {
    const id = await this.receive(feed, content, said, reason);
    await this.check(id);
    return this.find(id);
  }

  /** What would become of a file that arrives in small pieces. */
  async dryRun(feed: FeedName, content: string, said: Partial<SubmissionParameters> = {}) {
    const letters = Readable.from([...content].map((letter) => Buffer.from(letter)));
    const file = { feed, fileName: 'file.csv', content: letters, regions: 'all' as const, region: null, sender: 'tester', reason: null, parameters: { ...NO_PARAMETERS, ...said }, reasons: [] };
    return new DryRunService(this.unitOfWork, this.checks, this.clock).run(file);
  }

  async errorsOf(submissionId: string): Promise<Pick<ErrorItem, 'code' | 'row' | 'message' | 'fix'>[]> {
    return this.dataSource.query("select code, row_number as row, message, fix from submission_error where submission_id = $1 and severity = 'error' order by ordinal", [submissionId]);
  }

  /** The last that was published of an entity and month. */
  async posted(entity: string, period: string): Promise<EventData<typeof SpendPosted> | undefined> {
    return (await this.published(SpendPosted)).findLast((one) => one.entity === entity && one.period === period);
  }
}
