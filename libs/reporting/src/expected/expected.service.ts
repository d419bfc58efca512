import { Injectable } from '@nestjs/common';
import { scopeOf, type Principal } from '@cdc/access';
import { feedWindow, isWindowPeriod, lastEndedPeriod, londonDate, windowState, windowTimes, type FeedWindow, type WindowState } from '@cdc/contracts';
import { Clock, EventLog, PageQuery, UnitOfWork, decodeCursor, toPage, type LogCut, type Page } from '@cdc/platform';
import { z } from 'zod';
import { centreReturns } from './centre-returns.read-model.js';
import { CELL_STATES, cellCounts, centreCounts, expectedCells, type CellCounts, type CentreCounts, type ExpectedCell } from './expected-cells.model.js';
import { namedRegion, regionOf } from './expected-region.js';
import { noPeriod, noWindows, notByCell } from './expected.errors.js';
import { firstReturns } from './first-return.read-model.js';
import { OWED_RETURNS, windowOf, type FirstReturn, type OwedFeed } from './owed-returns.model.js';
import { lastPeriods, periodDays } from './period-days.model.js';
import { openPeriods, type OpenPeriod } from './reopening.read-model.js';
import { ReturnGaps } from './return-gaps.read-model.js';

export const ExpectedQuery = PageQuery.extend({
  feed: z.string().describe('activity-daily, activity-weekly or activity-monthly; daily and weekly returns count together, as in reports'),
  period: z.string().max(10).optional().describe('The Sunday that ends the week, or the month; else the last that has ended'),
  region: z.string().max(10).optional().describe('Region code; else every region that the caller sees'),
  state: z.enum(CELL_STATES).default('not-reported').describe('Which cells to list'),
});
export type ExpectedQuery = z.infer<typeof ExpectedQuery>;

/** What is expected of a period, and the cells of one state. */
export interface ExpectedView extends Page<ExpectedCell> {
  readonly feed: string;
  readonly period: string;
  readonly region: string | null;
  readonly cells: CellCounts;
  readonly centres: CentreCounts;
}

/** The windows of one period of a feed; times are ISO. */
export interface WindowView {
  readonly feed: string;
  readonly grain: FeedWindow['grain'];
  readonly period: string;
  readonly softDeadline: string;
  readonly hardDeadline: string;
  readonly correctionsUntil: string;
  readonly state: WindowState;
  /** When each of those who owe it first returned it, as far as the caller sees them. */
  readonly returns: readonly (Omit<FirstReturn, 'feed' | 'period' | 'receivedAt'> & { readonly receivedAt: string })[];
}

/** A return that a region owes. */
export interface OwedView extends Omit<WindowView, 'returns'> {
  readonly feed: OwedFeed;
  readonly title: string;
  /** `done`: nothing is missing; `due`: something is, and the soft deadline is not over; `late`: it is. */
  readonly progress: 'done' | 'due' | 'late';
  readonly missing: readonly string[];
  readonly first: WindowView['returns'][number] | null;
}

/** A locked period that a region may change again; times are ISO. */
export interface OpenPeriodView extends Omit<OpenPeriod, 'reopenedAt' | 'expiresAt'> {
  readonly grain: FeedWindow['grain'];
  readonly reopenedAt: string;
  readonly expiresAt: string;
}

const Cursor = z.tuple([z.string(), z.string()]);
/** Of each feed the last periods that have ended. */
const PERIODS_OWED = 3;

/** Answers what is expected, by when, and what of it has come. */
@Injectable()
export class ExpectedService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly gaps: ReturnGaps,
  ) {}

  /** @throws DomainError NOT_BY_CELL, PERIOD_FORMAT, UNKNOWN_REGION, FORBIDDEN_REGION */
  async cells(principal: Principal, { feed, period: asked, region: regionAsked, state, after, limit }: ExpectedQuery): Promise<ExpectedView> {
    const window = feedWindow(feed);
    if (!window || !feed.startsWith('activity-')) throw notByCell(feed);
    const period = this.period(window, asked);
    const region = regionOf(principal, regionAsked);
    const cut = await this.applied();
    const days = periodDays(window.grain, period);
    const cells = expectedCells(await this.unitOfWork.read('all', (manager) => centreReturns(manager, cut, window.grain, period, region === null ? 'all' : [region])), days);
    const [centre, test] = after === undefined ? [null, null] : decodeCursor(Cursor, after);
    const from = centre === null ? 0 : cells.findIndex((cell) => cell.cdcCode === centre && cell.test === test) + 1;
    const listed = cells.slice(from).filter((cell) => cell.state === state);
    const page = toPage(listed.slice(0, limit + 1), limit, (cell) => [cell.cdcCode, cell.test]);
    return { feed, period, region, cells: cellCounts(cells), centres: centreCounts(cells), ...page };
  }

  /** @throws DomainError NO_WINDOWS, PERIOD_FORMAT */
  async windows(principal: Principal, feed: string, asked: string | undefined): Promise<WindowView> {
    const window = feedWindow(feed);
    if (!window) throw noWindows(feed);
    const period = this.period(window, asked);
    const { regions } = scopeOf(principal);
    const returns = await firstReturns(this.unitOfWork.dataSource.manager, [feed], period);
    const seen = returns.filter(({ unit }) => regions === 'all' || regions.includes(unit));
    return { ...windowView(window, period, this.clock.now()), returns: seen.map(returnView) };
  }

  /** What a region owes of the last periods, those that were due first before the others. @throws DomainError UNKNOWN_REGION, FORBIDDEN_REGION */
  async owed(principal: Principal, asked: string): Promise<readonly OwedView[]> {
    const region = namedRegion(principal, asked);
    const now = this.clock.now();
    const cut = await this.applied();
    return this.unitOfWork.read('all', async (manager) => {
      const owed: OwedView[] = [];
      for (const { feed, title } of OWED_RETURNS) {
        const window = windowOf(feed);
        for (const period of lastPeriods(window, londonDate(now), PERIODS_OWED)) {
          const gap = (await this.gaps.of(manager, cut, feed, period, [region])).get(region);
          if (!gap?.isExpected) continue;
          const view = windowView(window, period, now);
          const progress = gap.missing.length === 0 ? 'done' : view.state === 'open' ? 'due' : 'late';
          owed.push({ ...view, feed, title, progress, missing: gap.missing, first: gap.first && returnView(gap.first) });
        }
      }
      return owed.sort((left, right) => left.softDeadline.localeCompare(right.softDeadline));
    });
  }

  /** What is open again to a region, those that are locked first before the others. @throws DomainError UNKNOWN_REGION, FORBIDDEN_REGION */
  async reopened(principal: Principal, asked: string): Promise<readonly OpenPeriodView[]> {
    const region = namedRegion(principal, asked);
    const open = await openPeriods(this.unitOfWork.dataSource.manager, region, this.clock.now());
    return open.map((one) => ({ ...one, grain: windowOf(one.feed).grain, reopenedAt: one.reopenedAt.toISOString(), expiresAt: one.expiresAt.toISOString() }));
  }

  private period(window: FeedWindow, asked: string | undefined): string {
    const period = asked ?? lastEndedPeriod(window.grain, londonDate(this.clock.now()));
    if (!isWindowPeriod(window.grain, period)) throw noPeriod(window.feed, period, window.grain);
    return period;
  }

  private applied(): Promise<LogCut> {
    return this.log.applied(this.unitOfWork.dataSource, 'reporting');
  }
}

function windowView(window: FeedWindow, period: string, now: Date): Omit<WindowView, 'returns'> {
  const times = windowTimes(window, period);
  const { softDeadline, hardDeadline, correctionsUntil } = times;
  return {
    feed: window.feed,
    grain: window.grain,
    period,
    softDeadline: softDeadline.toISOString(),
    hardDeadline: hardDeadline.toISOString(),
    correctionsUntil: correctionsUntil.toISOString(),
    state: windowState(times, now),
  };
}

function returnView({ unit, submissionId, receivedAt, timeliness, daysLate }: FirstReturn): WindowView['returns'][number] {
  return { unit, submissionId, receivedAt: receivedAt.toISOString(), timeliness, daysLate };
}
