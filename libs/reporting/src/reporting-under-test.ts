import { type ServiceName } from '@cdc/contracts';
import {
  CatchUp,
  EventDelivery,
  EventLog,
  UnitOfWork,
  migrateService,
  provisionDatabase,
  readLog,
  readMark,
  type NewEvent,
  type RawEvent,
} from '@cdc/platform';
import { StandingClock } from '@cdc/platform/under-test';
import { DataSource } from 'typeorm';
import { EditionListReadModel } from './edition/edition-list.read-model.js';
import { EditionReadModel } from './edition/edition.read-model.js';
import { EditionRepository } from './edition/edition.repository.js';
import { EditionService, FIGURE_SOURCES } from './edition/edition.service.js';
import { ActivityConsumer } from './projection/activity.consumer.js';
import { EquipmentConsumer } from './projection/equipment.consumer.js';
import { ProjectionHash } from './projection/projection-hash.service.js';
import { ProjectionRebuild } from './projection/projection-rebuild.service.js';
import { RegistryConsumer } from './projection/registry.consumer.js';
import { SpendConsumer } from './projection/spend.consumer.js';
import { SubmissionConsumer } from './projection/submission.consumer.js';
import { WindowConsumer } from './projection/window.consumer.js';
import { reporting } from './reporting.js';

/** Reporting on a database of its own, for specs, with the logs of the services that it listens to. */
export class ReportingUnderTest {
  readonly clock = new StandingClock('2024-09-02T07:00:00Z');
  readonly log = new EventLog();
  readonly readModel = new EditionReadModel();
  readonly unitOfWork: UnitOfWork;
  readonly editions: EditionService;
  readonly rebuild: ProjectionRebuild;
  readonly deadLetters: string[] = [];

  private constructor(
    readonly dataSource: DataSource,
    /** Where the jobs of this database are kept. */
    readonly jobsUrl: string,
    private readonly publishers: ReadonlyMap<ServiceName, DataSource>,
  ) {
    this.unitOfWork = new UnitOfWork('reporting', dataSource, this.clock);
    this.rebuild = new ProjectionRebuild(
      this.unitOfWork,
      new RegistryConsumer(),
      new ActivityConsumer(),
      new SubmissionConsumer(),
      new EquipmentConsumer(),
      new SpendConsumer(),
      new WindowConsumer(),
    );
    this.editions = new EditionService(
      this.unitOfWork,
      new CatchUp(this.log),
      this.clock,
      this.readModel,
      new EditionListReadModel(),
      new EditionRepository(),
    );
  }

  static async on(adminUrl: string): Promise<ReportingUnderTest> {
    const database = await provisionDatabase(adminUrl, 0);
    const open = async (name: ServiceName): Promise<DataSource> => {
      const urls = database.services.get(name);
      if (!urls) throw new TypeError(`no database was provisioned for ${name}`);
      // Of the publishers only the log is needed, which every service has.
      const definition = name === 'reporting' ? reporting : { ...reporting, name, entities: [], migrations: [] };
      await migrateService(definition, urls.migratorUrl);
      return new DataSource({ type: 'postgres', url: urls.appUrl, entities: [...definition.entities] }).initialize();
    };
    const publishers = new Map<ServiceName, DataSource>();
    for (const name of FIGURE_SOURCES) publishers.set(name, await open(name));
    return new ReportingUnderTest(await open('reporting'), database.jobsUrl, publishers);
  }

  async stop(): Promise<void> {
    for (const source of [this.dataSource, ...this.publishers.values()]) await source.destroy();
  }

  /** Publishes as the service would, in one unit of work. */
  async publish(service: ServiceName, events: readonly NewEvent[]): Promise<string> {
    const source = this.publishers.get(service);
    if (!source) throw new TypeError(`${service} publishes nothing here`);
    const emitted = await new UnitOfWork(service, source, this.clock).run('tester', 'all', (tx) =>
      tx.emit({ action: 'tested', subject: service }, events),
    );
    return emitted.lastPosition ?? '0';
  }

  /** Applies everything that has been published, as the running consumer would. */
  async apply(): Promise<void> {
    for (const source of FIGURE_SOURCES) {
      for (;;) {
        const { events, upTo } = await readLog(
          this.dataSource,
          source,
          await readMark(this.dataSource, 'reporting', source),
          this.rebuild.replays.map(({ type }) => type),
        );
        if (upTo === null) break;
        await this.deliver(source, events, upTo);
      }
    }
  }

  async deliver(source: ServiceName, events: readonly RawEvent[], upTo: string): Promise<void> {
    const replayOf = (type: string) => this.rebuild.replays.find((one) => one.type === type);
    const delivery = new EventDelivery({
      consumer: 'reporting',
      dataSource: this.dataSource,
      handlerOf: (type) => {
        const replay = replayOf(type);
        return replay && ((batch) => replay.apply(batch));
      },
      now: () => this.clock.now(),
      onDeadLetter: (event) => this.deadLetters.push(event.id),
    });
    await delivery.deliver(source, events, upTo);
  }

  projectionHash(): Promise<string> {
    return new ProjectionHash().compute(this.dataSource.manager);
  }
}
