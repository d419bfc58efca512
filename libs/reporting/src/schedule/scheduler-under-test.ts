import { type EditionKind } from '@cdc/contracts';
import { DataSet, JobQueues, LoggerService, postgresJobs, readEnv, type DataSetName, type Env } from '@cdc/platform';
import { NotedJobs } from '@cdc/platform/under-test';
import pg from 'pg';
import { type EditionService } from '../edition/edition.service.js';
import { DeliveryJob } from '../mail/delivery.job.js';
import { DeliveryService } from '../mail/delivery.service.js';
import { type MailTransport } from '../mail/mail-transport.js';
import { type ReportingUnderTest } from '../reporting-under-test.js';
import { SlotJob } from './slot.job.js';
import { SlotService } from './slot.service.js';

const logger = new LoggerService('silent', 'test');

/** A scheduler as another process would have it, whose jobs nobody runs. */
export function slotService(
  reporting: ReportingUnderTest,
  editions: Pick<EditionService, 'buildForSlots'> = reporting.editions,
  jobs: JobQueues = new NotedJobs(),
): SlotService {
  return new SlotService(reporting.unitOfWork, editions as EditionService, reporting.clock, jobs, logger);
}

export function deliveryService(reporting: ReportingUnderTest, transport: MailTransport, dataSet: DataSetName = 'live'): DeliveryService {
  const env: Env = { ...readEnv({}), CDC_MAIL_FROM: 'reports@cdc.test', publicUrl: 'https://cdc.test' };
  return new DeliveryService(reporting.unitOfWork, transport, reporting.clock, logger, new DataSet(dataSet, new pg.Pool()), env);
}

/** A process that schedules and mails, with job queues of its own on the shared database. */
export interface RunningScheduler {
  readonly slots: SlotService;
  stop(): Promise<void>;
}

export async function startScheduler(
  reporting: ReportingUnderTest,
  transport: MailTransport,
): Promise<RunningScheduler> {
  const jobs = new JobQueues(postgresJobs(reporting.jobsUrl), logger);
  const slots = slotService(reporting, reporting.editions, jobs);
  const slotJob = new SlotJob(slots, jobs, logger);
  const deliveryJob = new DeliveryJob(reporting.unitOfWork, deliveryService(reporting, transport), jobs, logger);
  await slotJob.onApplicationBootstrap();
  await deliveryJob.onApplicationBootstrap();
  return {
    slots,
    stop: async () => {
      slotJob.onModuleDestroy();
      deliveryJob.onModuleDestroy();
      await jobs.beforeApplicationShutdown();
    },
  };
}

/** Leaves only these kinds of report on a schedule. */
export async function scheduleOnly(reporting: ReportingUnderTest, kinds: readonly EditionKind[]): Promise<void> {
  await reporting.dataSource.query('update report_schedule set enabled = kind = any($1)', [kinds]);
}
