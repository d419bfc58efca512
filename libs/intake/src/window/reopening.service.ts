import { scopeOf, type Principal } from '@cdc/access';
import { feedWindow, isWindowPeriod, regionName, serviceRow, windowEvents, type WindowedFeed } from '@cdc/contracts';
import { Clock, PageQuery, UnitOfWork, decodeCursor, event, toPage, type Page } from '@cdc/platform';
import { z } from 'zod';
import { expiresInPast, nothingToReopen, periodFormat, unknownRegion } from './reopening.errors.js';
import { addReopening, reopeningsBefore, type Reopening } from './reopening.repository.js';

/** What is asked for: null as the region is every region. */
export interface NewReopening {
  readonly regionCode: string | null;
  readonly period: string;
  readonly reason: string;
  readonly expiresAt: Date;
}

/** A reopening as the API shows it; times are ISO. `isOpen` by the platform's Clock. */
export interface ReopeningView extends Omit<Reopening, 'reopeningId' | 'reopenedAt' | 'expiresAt'> {
  readonly id: string;
  readonly reopenedAt: string;
  readonly expiresAt: string;
  readonly isOpen: boolean;
}

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** Opens locked periods again for a while, and tells which are open. */
export class ReopeningService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NEVER_LOCKED, PERIOD_FORMAT, UNKNOWN_REGION, EXPIRES_IN_PAST */
  async reopen(principal: Principal, feed: WindowedFeed, asked: NewReopening): Promise<ReopeningView> {
    const now = this.clock.now();
    assertSound(feed, asked, now);
    const opened = { feed, ...asked, reopenedBy: principal.subject, reopenedAt: now };
    return this.unitOfWork.run(principal.subject, 'all', async (tx) => {
      const { reopeningId, ...reopening } = await addReopening(tx.manager, opened);
      const data = { reopeningId, ...reopening, reopenedAt: now.toISOString(), expiresAt: asked.expiresAt.toISOString() };
      const { period, regionCode, expiresAt } = data;
      await tx.emit({ action: 'period-reopened', subject: reopeningId, details: { feed, period, regionCode, expiresAt } }, [
        event(windowEvents(serviceRow(this.unitOfWork.service).name).reopened, reopeningId, data),
      ]);
      return viewOf({ reopeningId, ...reopening }, now);
    });
  }

  /** Newest first. A region sees its own and those of every region. */
  async list(principal: Principal, feed: WindowedFeed, query: PageQuery): Promise<Page<ReopeningView>> {
    const cursor = query.after === undefined ? null : decodeCursor(Cursor, query.after);
    const after = cursor && { reopenedAt: cursor[0], reopeningId: cursor[1] };
    const rows = await reopeningsBefore(this.unitOfWork.dataSource.manager, feed, scopeOf(principal).regions, after, query.limit + 1);
    const page = toPage(rows, query.limit, (row) => [row.reopenedAt.toISOString(), row.reopeningId]);
    return { items: page.items.map((row) => viewOf(row, this.clock.now())), next: page.next };
  }
}

function assertSound(feed: WindowedFeed, { period, regionCode, expiresAt }: NewReopening, now: Date): void {
  const window = feedWindow(feed);
  if (!window || window.periodFrom === 'receipt') throw nothingToReopen(feed);
  if (!isWindowPeriod(window.grain, period)) throw periodFormat(window, period);
  if (regionCode !== null && regionName(regionCode) === undefined) throw unknownRegion(regionCode);
  if (expiresAt <= now) throw expiresInPast(now);
}

function viewOf({ reopeningId: id, reopenedAt, expiresAt, ...rest }: Reopening, now: Date): ReopeningView {
  return { id, ...rest, reopenedAt: reopenedAt.toISOString(), expiresAt: expiresAt.toISOString(), isOpen: expiresAt > now };
}
