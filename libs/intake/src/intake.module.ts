import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { FEEDS, feedWindow, type ServiceName } from '@cdc/contracts';
import { Clock, ENV, EventWakeUp, FileStore, JobQueues, LoggerService, ServingState, UnitOfWork, type Env } from '@cdc/platform';
import { answerController } from './answer/answer.controller.js';
import { AnswerService } from './answer/answer.service.js';
import { confirmationController } from './confirmation/confirmation.controller.js';
import { ConfirmationService } from './confirmation/confirmation.service.js';
import { DryRunService } from './dry-run/dry-run.service.js';
import { CheckDispatch } from './submission/check-dispatch.js';
import { DecisionWait } from './submission/decision-wait.js';
import { FEED_LOADERS, type FeedLoader } from './submission/feed-loader.js';
import { submissionController } from './submission/submission.controller.js';
import { RequestKeyService } from './submission/request-key.service.js';
import { SubmissionCheckService } from './submission/submission-check.service.js';
import { SubmissionJob } from './submission/submission.job.js';
import { SubmissionService } from './submission/submission.service.js';
import { UploadSlots } from './submission/upload-slots.js';
import { reopeningController } from './window/reopening.controller.js';
import { ReopeningService } from './window/reopening.service.js';

/** What comes after the last byte of a request: writing it down. */
const KEY_GRACE_MS = 5 * 60_000;

export interface IntakeOptions {
  readonly service: ServiceName;
  /** The very object that the service module imports too, so that both share one connection pool. */
  readonly database: DynamicModule;
  /** One for each feed that the service owns. */
  readonly loaders: readonly Type<FeedLoader>[];
  /** What the loaders need injected, besides the database and the platform. */
  readonly providers?: DynamicModule['providers'];
}

/** The one way in for files: receive, spool, check, load, errors, status. Each owning service has its own instance. */
@Module({})
export class IntakeModule {
  static forService({ service, database, loaders, providers = [] }: IntakeOptions): DynamicModule {
    const windowed = FEEDS.flatMap(({ name, owner }) => (owner === service ? (feedWindow(name)?.feed ?? []) : []));
    const queue = `submissions-${service}`;
    return {
      module: IntakeModule,
      imports: [database],
      controllers: [submissionController(service), answerController(service), confirmationController(service), ...(windowed.length > 0 ? [reopeningController(windowed)] : [])],
      providers: [
        ...providers,
        ...loaders,
        { provide: FEED_LOADERS, inject: [...loaders], useFactory: (...all: FeedLoader[]) => all },
        {
          provide: SubmissionCheckService,
          inject: [UnitOfWork, FEED_LOADERS, FileStore, Clock, LoggerService],
          useFactory: (unitOfWork: UnitOfWork, all: FeedLoader[], files: FileStore, clock: Clock, logger: LoggerService) =>
            new SubmissionCheckService(unitOfWork, all, files, clock, logger),
        },
        {
          provide: CheckDispatch,
          inject: [SubmissionCheckService, JobQueues, LoggerService],
          useFactory: (checks: SubmissionCheckService, jobs: JobQueues, logger: LoggerService) => new CheckDispatch(checks, jobs, logger, queue),
        },
        {
          provide: DecisionWait,
          inject: [UnitOfWork, CheckDispatch, EventWakeUp, ServingState],
          useFactory: (unitOfWork: UnitOfWork, dispatch: CheckDispatch, wakeUp: EventWakeUp, serving: ServingState) => new DecisionWait(unitOfWork, dispatch, wakeUp, serving),
        },
        {
          provide: SubmissionService,
          inject: [UnitOfWork, SubmissionCheckService, FileStore, CheckDispatch, Clock, ENV],
          useFactory: (unitOfWork: UnitOfWork, checks: SubmissionCheckService, files: FileStore, dispatch: CheckDispatch, clock: Clock, env: Env) =>
            new SubmissionService(unitOfWork, new DryRunService(unitOfWork, checks, clock), files, dispatch, clock, env.CDC_MAX_UPLOAD_MB * 1024 * 1024),
        },
        {
          provide: ConfirmationService,
          inject: [UnitOfWork, SubmissionService, CheckDispatch, Clock],
          useFactory: (unitOfWork: UnitOfWork, submissions: SubmissionService, dispatch: CheckDispatch, clock: Clock) => new ConfirmationService(unitOfWork, submissions, dispatch, clock),
        },
        { provide: ReopeningService, inject: [UnitOfWork, Clock], useFactory: (unitOfWork: UnitOfWork, clock: Clock) => new ReopeningService(unitOfWork, clock) },
        { provide: UploadSlots, inject: [ENV], useFactory: (env: Env) => new UploadSlots(env.CDC_UPLOADS_EACH) },
        {
          provide: RequestKeyService,
          inject: [UnitOfWork, Clock, ENV],
          useFactory: (unitOfWork: UnitOfWork, clock: Clock, env: Env) =>
            new RequestKeyService(unitOfWork, clock, env.CDC_REQUEST_SECONDS * 1000 + KEY_GRACE_MS, env.CDC_MAX_UPLOAD_MB * 1024 * 1024),
        },
        {
          provide: AnswerService,
          inject: [UnitOfWork, SubmissionService, FileStore],
          useFactory: (unitOfWork: UnitOfWork, submissions: SubmissionService, files: FileStore) => new AnswerService(unitOfWork, submissions, files),
        },
        {
          provide: SubmissionJob,
          inject: [UnitOfWork, SubmissionCheckService, JobQueues, LoggerService],
          useFactory: (unitOfWork: UnitOfWork, checks: SubmissionCheckService, jobs: JobQueues, logger: LoggerService) => new SubmissionJob(unitOfWork, checks, jobs, logger, queue),
        },
      ],
    };
  }
}
