import { randomUUID } from 'node:crypto';
import { CdcRegistered, MilestoneRecorded, OrganisationChanged, type EventData, type EventDefinition, type FeedName } from '@cdc/contracts';
import { DryRunService, NO_PARAMETERS, Submission, SubmissionCheckService } from '@cdc/intake';
import { CatchUp, EventLog, LoggerService, type ReceivedEvent } from '@cdc/platform';
import { ServiceUnderTest, startServiceDatabase, type ServiceDatabase } from '@cdc/platform/under-test';
import { DirectoryConsumer } from './directory/directory.consumer.js';
import { EquipmentDirectory } from './directory/equipment-directory.js';
import { EstateLoader } from './estate/estate.loader.js';
import { equipmentTracker } from './index.js';
import { MachineLoader } from './machine/machine.loader.js';
import { InstallationLoader } from './milestone/installation.loader.js';

const CENTRE = { identity: 'submitted', hostTrust: null, icbCode: 'QMJ', archetype: null, status: 'open', temporary: false, opened: null, closed: null, postcode: null } as const;
const ORGANISATION = { onsCode: null, regionCode: null, icbCode: null, operatedBy: null, postcode: null, opened: null, closed: null } as const;

/** Equipment-tracker on a database of its own, for specs: files go through the check that every submission goes through. */
export class EquipmentTrackerUnderTest extends ServiceUnderTest {
  private readonly consumer = new DirectoryConsumer();
  private readonly checks: SubmissionCheckService;

  private constructor(database: ServiceDatabase) {
    super(database, '2025-06-16T07:00:00Z');
    const directory = new EquipmentDirectory(this.unitOfWork, new CatchUp(new EventLog()), this.clock);
    const loaders = [new MachineLoader(this.unitOfWork, directory), new InstallationLoader(this.unitOfWork, directory, this.clock), new EstateLoader(directory)];
    this.checks = new SubmissionCheckService(this.unitOfWork, loaders, this.files, this.clock, new LoggerService('silent', 'test'));
  }

  /** Knows the centres RAA01 and RAA02 and the trust RAA of the Midlands (Y60) with its site RAAS1, and the centre RBB01 of London (Y56). */
  static async start(): Promise<EquipmentTrackerUnderTest> {
    const service = new EquipmentTrackerUnderTest(await startServiceDatabase(equipmentTracker, ['cdc-registry']));
    await service.learnCentre(1, 'RAA01', 'Y60');
    await service.learnCentre(2, 'RAA02', 'Y60');
    await service.learnCentre(3, 'RBB01', 'Y56');
    await service.learnOrganisation(4, { code: 'RAA', kind: 'trust', regionCode: 'Y60' });
    await service.learnOrganisation(5, { code: 'RAAS1', kind: 'site', operatedBy: 'RAA' });
    return service;
  }

  async learnCentre(position: number, cdcCode: string, regionCode: string): Promise<void> {
    const events = [received(CdcRegistered, cdcCode, position, { ...CENTRE, cdcCode, regionCode, name: cdcCode, cdcNumber: position })];
    await this.dataSource.transaction((manager) => this.consumer.onCdcRegistered({ events, manager }));
  }

  async learnOrganisation(position: number, facts: Partial<EventData<typeof OrganisationChanged>> & { code: string; kind: 'trust' | 'site' }): Promise<void> {
    const events = [received(OrganisationChanged, facts.code, position, { ...ORGANISATION, name: facts.code, ...facts })];
    await this.dataSource.transaction((manager) => this.consumer.onOrganisationChanged({ events, manager }));
  }

  /** Receives and decides a file. @param region the sender's; null for the national team */
  async send(feed: FeedName, content: string, region: string | null = 'Y60'): Promise<Submission> {
    const submissionId = `equ-20250616-${randomUUID().slice(0, 8)}`;
    this.files.add(submissionId, content);
    await this.dataSource.query(
      `insert into submission (submission_id, feed, region, status, file_name, sha256, bytes, submitted_by, submitted_at)
       values ($1, $2, $3, 'received', 'file.csv', $1, 1, 'tester', $4)`,
      [submissionId, feed, region, this.clock.now()],
    );
    await this.checks.check(submissionId);
    return this.dataSource.manager.findOneByOrFail(Submission, { submissionId });
  }

  /** What a check says of a file without keeping it: code, row and message of each fault. */
  async dryRun(feed: FeedName, content: string, region: string | null = 'Y60'): Promise<unknown> {
    const chunks = (async function* () {
      yield Buffer.from(content);
    })();
    const file = { feed, fileName: 'file.csv', content: chunks, regions: region === null ? ('all' as const) : [region], region, sender: 'tester', reason: null, parameters: NO_PARAMETERS, reasons: [] };
    const { errors } = await new DryRunService(this.unitOfWork, this.checks, this.clock).run(file);
    return errors.map(({ code, row }) => [code, row]);
  }

  /** Faults of a rejected file. */
  async errorsOf({ submissionId }: Submission): Promise<{ code: string; row: number | null; column: string | null; message: string }[]> {
    return this.dataSource.query('select code, row_number as row, column_name as "column", message from submission_error where submission_id = $1 order by ordinal', [submissionId]);
  }

  /** The last event of a machine, as milestone: [baseline, forecast, actual, reason, moves]. */
  async milestonesOf(machineId: string): Promise<unknown> {
    const last = (await this.published(MilestoneRecorded, machineId)).at(-1);
    return Object.fromEntries((last?.milestones ?? []).map((one) => [one.milestone, [one.baseline, one.forecast, one.actual, one.reason, one.forecastMoves]]));
  }
}

export function received<Data>(definition: EventDefinition<Data>, subject: string, position: number, data: Data): ReceivedEvent<Data> {
  return { id: randomUUID(), type: definition.type, source: 'cdc-registry', subject, position: String(position), instant: new Date(0), data };
}

/** What became of a file, in one line. */
export function countsOf({ status, rowsNew, rowsChanged, rowsUnchanged }: Submission): string {
  return `${status} ${rowsNew} new ${rowsChanged} changed ${rowsUnchanged} unchanged`;
}
