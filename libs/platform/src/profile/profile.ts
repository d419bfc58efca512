import { type ServiceName } from '@cdc/contracts';
import { type Env } from '../config/env.js';
import { type DatabaseAddresses } from '../database/provision.js';
import { type ServiceDefinition } from '../database/service-definition.js';
import { type JobBackend } from '../jobs/job-backend.js';
import { type EventTransport, type EventTransportOptions } from '../messaging/transports/event-transport.js';
import { type EventWakeUp } from '../messaging/transports/event-wake-up.js';
import { type LoggerService } from '../observability/logger.service.js';
import { openClusterProfile } from './cluster-profile.js';
import { openEmbeddedProfile } from './embedded-profile.js';

/** What stands around the services and differs between one process and many. Nothing else asks which of the two it is. */
export interface Profile {
  readonly database: DatabaseAddresses;
  readonly jobs: JobBackend;
  /** Whether another process may move the Clock. */
  readonly sharesClock: boolean;
  /** Resolves when something ended without which this process cannot go on: what it was. */
  readonly failed: Promise<string>;
  /** How events reach a consumer. */
  transport(options: EventTransportOptions): EventTransport;
  /** Sends the events of a service of this process on their way, where they do not find it by themselves. */
  publish(service: ServiceName, wakeUp: EventWakeUp): void;
  /** Lets go of everything; called when nothing uses it any more. */
  stop(): Promise<void>;
}

/** @param dataSet folder of this data set */
export function openProfile(env: Env, services: readonly ServiceDefinition[], dataSet: string, logger: LoggerService): Promise<Profile> {
  return env.CDC_PROFILE === 'cluster' ? openClusterProfile(env, services, logger) : openEmbeddedProfile(env, services, dataSet, logger);
}
