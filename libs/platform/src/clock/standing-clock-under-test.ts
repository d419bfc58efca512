import pg from 'pg';
import { Clock } from './clock.js';

/** A Clock that stands where a test puts it. */
export class StandingClock extends Clock {
  instant: Date;

  /** @param at where it stands first, as in `2024-08-05T07:00:00Z` */
  constructor(at: string) {
    // Never connected: this Clock has no row.
    super(new pg.Pool());
    this.instant = new Date(at);
  }

  override async onApplicationBootstrap(): Promise<void> {}

  override async refresh(): Promise<void> {}

  override now(): Date {
    return this.instant;
  }

  override async moveTo(to: Date): Promise<void> {
    this.instant = to;
  }
}
