import { CatchUp, JobQueues, LoggerService, postgresJobs } from '@cdc/platform';
import { NotedJobs } from '@cdc/platform/under-test';
import { ReturnGaps } from '../expected/return-gaps.read-model.js';
import { DeliveryJob } from '../mail/delivery.job.js';
import { type MailTransport } from '../mail/mail-transport.js';
import { type ReportingUnderTest } from '../reporting-under-test.js';
import { deliveryService } from '../schedule/scheduler-under-test.js';
import { ChaseJob } from './chase.job.js';
import { ChaseService } from './chase.service.js';

const logger = new LoggerService('silent', 'test');

/** The chasing of a process, whose jobs nobody runs. */
export function chaseService(reporting: ReportingUnderTest, jobs: JobQueues = new NotedJobs()): ChaseService {
  return new ChaseService(reporting.unitOfWork, new CatchUp(reporting.log), new ReturnGaps(), reporting.clock, jobs, logger);
}

/** A process that chases and mails, with job queues of its own on the shared database. */
export interface RunningChaser {
  readonly chases: ChaseService;
  stop(): Promise<void>;
}

export async function startChaser(reporting: ReportingUnderTest, transport: MailTransport): Promise<RunningChaser> {
  const jobs = new JobQueues(postgresJobs(reporting.jobsUrl), logger);
  const chases = chaseService(reporting, jobs);
  const chaseJob = new ChaseJob(chases, jobs, logger);
  const deliveryJob = new DeliveryJob(reporting.unitOfWork, deliveryService(reporting, transport), jobs, logger);
  await chaseJob.onApplicationBootstrap();
  await deliveryJob.onApplicationBootstrap();
  return {
    chases,
    stop: async () => {
      chaseJob.onModuleDestroy();
      deliveryJob.onModuleDestroy();
      await jobs.beforeApplicationShutdown();
    },
  };
}
