import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DomainError } from '@cdc/contracts';
import { PLATFORM_POOL, type PlatformPool } from '../database/platform-pool.js';

const REFRESH_MS = 1_000;

/**
 * The platform's time. Everything that decides by time asks it, never the system: in development mode it can stand in the past and be
 * moved forward. Its offset is one row that every process reads, once a second and where a second would be too late.
 */
@Injectable()
export class Clock implements OnApplicationBootstrap, OnModuleDestroy {
  private offsetMs = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(PLATFORM_POOL) private readonly pool: PlatformPool) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh().catch(() => undefined), REFRESH_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /**
   * Moves the Clock forward for every process.
   * @throws DomainError CLOCK_BACKWARDS when `to` lies before the Clock's present
   */
  async moveTo(to: Date): Promise<void> {
    const offset = to.getTime() - Date.now();
    const moved = await this.pool.query<{ offset_ms: string }>(
      'update platform.clock set offset_ms = $1 where offset_ms <= $1 returning offset_ms',
      [offset],
    );
    if (moved.rowCount === 0) {
      throw new DomainError('conflict', 'CLOCK_BACKWARDS', `The Clock already stands at ${this.now().toISOString()} and only moves forward.`);
    }
    this.offsetMs = offset;
  }

  /** Reads where another process has put the Clock. Requests and jobs of a cluster begin with it, so that none of them decides by an older time. */
  async refresh(): Promise<void> {
    const { rows } = await this.pool.query<{ offset_ms: string }>('select offset_ms from platform.clock');
    this.offsetMs = Number(rows[0]?.offset_ms ?? 0);
  }
}
