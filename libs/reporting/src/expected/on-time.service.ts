import { Injectable } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { londonDate, windowTimes } from '@cdc/contracts';
import { Clock, EventLog, UnitOfWork } from '@cdc/platform';
import { centreReturnsOfAll } from './centre-returns.read-model.js';
import { namedRegion } from './expected-region.js';
import { firstActivity } from './first-activity.read-model.js';
import { centreWeeks, type CentreWeeks } from './on-time.model.js';
import { windowOf } from './owed-returns.model.js';
import { lastPeriods } from './period-days.model.js';

const WEEKS = 12;

/** How the centres of a region have returned their activity, week by week, oldest first. */
export interface OnTimeView {
  readonly region: string;
  readonly weeks: readonly { readonly period: string; readonly softDeadline: string }[];
  readonly centres: readonly CentreWeeks[];
}

/** Tells who has returned in time, from daily and weekly returns together. */
@Injectable()
export class OnTimeService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: EventLog,
    private readonly clock: Clock,
  ) {}

  /** The last 12 weeks that have ended. @throws DomainError UNKNOWN_REGION, FORBIDDEN_REGION */
  async calendar(principal: Principal, asked: string): Promise<OnTimeView> {
    const region = namedRegion(principal, asked);
    const now = this.clock.now();
    const window = windowOf('activity-weekly');
    const periods = [...lastPeriods(window, londonDate(now), WEEKS)].reverse();
    const cut = await this.log.applied(this.unitOfWork.dataSource, 'reporting');
    const centres = await this.unitOfWork.read('all', async (manager) => {
      const returns = await centreReturnsOfAll(manager, cut, 'week', periods, [region]);
      const codes = (returns.get(periods[0] ?? '') ?? []).map(({ code }) => code);
      const received = await firstActivity(manager, cut, periods, codes);
      const weeks = periods.map((period) => ({ period, centres: returns.get(period) ?? [], receivedAt: received.get(period) ?? new Map<string, Date>() }));
      return centreWeeks(window, weeks, now);
    });
    return { region, weeks: periods.map((period) => ({ period, softDeadline: windowTimes(window, period).softDeadline.toISOString() })), centres };
  }
}
