import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PLATFORM_POOL, type PlatformPool } from './database/platform-pool.js';
import { EventWakeUp } from './messaging/transports/event-wake-up.js';

/** Closes the platform's own connections, after everything that uses them has stopped. */
@Injectable()
export class PlatformConnections implements OnApplicationShutdown {
  constructor(
    @Inject(PLATFORM_POOL) private readonly pool: PlatformPool,
    private readonly wakeUp: EventWakeUp,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.wakeUp.close();
    await this.pool.end();
  }
}
