import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Clock } from './clock/clock.js';
import { type Env } from './config/env.js';
import { dataSetName } from './data-set/data-set-name.js';
import { DataSet } from './data-set/data-set.js';
import { DemonstrationController } from './data-set/demonstration.controller.js';
import { PLATFORM_POOL, openPlatformPool, type PlatformPool } from './database/platform-pool.js';
import { DirectoryFileStore } from './files/directory-file-store.js';
import { FileStore } from './files/file-store.js';
import { JOB_BACKEND } from './jobs/job-backend.js';
import { JobQueues } from './jobs/job-queues.js';
import { CatchUp } from './messaging/catch-up.js';
import { DeadLetterController } from './messaging/dead-letter.controller.js';
import { EventLog } from './messaging/event-log.js';
import { EventWakeUp } from './messaging/transports/event-wake-up.js';
import { ConsumerRegistry } from './observability/consumer-registry.js';
import { HealthController } from './observability/health.controller.js';
import { LoggerService } from './observability/logger.service.js';
import { ServingState } from './observability/serving-state.js';
import { PlatformConnections } from './platform-connections.js';
import { type Profile } from './profile/profile.js';

export const ENV = Symbol('ENV');

/** The plumbing that every service uses, wired once a process. */
@Global()
@Module({})
export class PlatformModule {
  static with(env: Env, { database, jobs }: Pick<Profile, 'database' | 'jobs'>, filesFolder: string, logger: LoggerService): DynamicModule {
    return {
      module: PlatformModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthController, DeadLetterController, DemonstrationController],
      providers: [
        { provide: ENV, useValue: env },
        { provide: LoggerService, useValue: logger },
        { provide: PLATFORM_POOL, useFactory: () => openPlatformPool(database.platformUrl) },
        { provide: JOB_BACKEND, useValue: jobs },
        { provide: FileStore, useFactory: () => new DirectoryFileStore(filesFolder) },
        { provide: EventWakeUp, useFactory: () => new EventWakeUp(database.platformUrl) },
        { provide: DataSet, inject: [PLATFORM_POOL], useFactory: (pool: PlatformPool) => new DataSet(dataSetName(env), pool) },
        PlatformConnections,
        Clock,
        JobQueues,
        EventLog,
        CatchUp,
        ConsumerRegistry,
        ServingState,
      ],
      exports: [ENV, LoggerService, PLATFORM_POOL, FileStore, EventWakeUp, Clock, DataSet, JobQueues, EventLog, CatchUp, ConsumerRegistry, ServingState],
    };
  }
}
