import { Injectable } from '@nestjs/common';
import { CatchUp, Clock, JobQueues, LoggerService, UnitOfWork } from '@cdc/platform';
import { FIGURE_SOURCES } from '../edition/edition.service.js';
import { grouped } from '../edition/grouped.model.js';
import { windowOf, type ReturnGap } from '../expected/owed-returns.model.js';
import { ReturnGaps } from '../expected/return-gaps.read-model.js';
import { MAIL_QUEUE } from '../mail/mail-queue.js';
import { dueRungs } from './chase-ladder.model.js';
import { chaseNotice } from './chase-notice.model.js';
import {
  addChases,
  decideChases,
  passOver,
  regionsWithRecipients,
  runningLadders,
  startLadders,
  takeChases,
  waitingChases,
  type ChaseDecision,
  type WaitingChase,
} from './chase.repository.js';

/** Finds out which reminders are due by the Clock, and decides each of them once. The rows decide; whoever calls only wakes. */
@Injectable()
export class ChaseService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catchUp: CatchUp,
    private readonly gaps: ReturnGaps,
    private readonly clock: Clock,
    private readonly jobs: JobQueues,
    private readonly logger: LoggerService,
  ) {}

  /** To be called when the platform starts: ladders begin at the Clock's instant of the very first time. */
  async begin(): Promise<void> {
    await this.clock.refresh();
    await startLadders(this.unitOfWork.dataSource.manager, this.clock.now());
  }

  /** Everything that is due by the Clock is decided when this returns. @throws DomainError where the projections are behind or not whole; then it waits */
  async decideAllDue(): Promise<void> {
    const { manager } = this.unitOfWork.dataSource;
    const waiting = await this.findDue();
    if (waiting.length === 0) return;
    const reached = await regionsWithRecipients(manager);
    const unheard = waiting.filter(({ regionCode }) => !reached.has(regionCode)).map(({ chaseId }) => chaseId);
    if (unheard.length > 0) await passOver(manager, unheard, this.clock.now());
    for (const group of grouped(waiting.filter(({ regionCode }) => reached.has(regionCode)), ({ feed, period }) => `${feed} ${period}`).values()) {
      const [first] = group;
      if (first) await this.decide(first);
    }
  }

  /** Puts on record what is due by now. @returns what waits for its decision */
  async findDue(): Promise<readonly WaitingChase[]> {
    const { manager } = this.unitOfWork.dataSource;
    const now = this.clock.now();
    for (const { feed, startsAt, newestDue } of await runningLadders(manager)) {
      const due = dueRungs(windowOf(feed), newestDue ?? new Date(startsAt.getTime() - 1), now);
      if (due.length > 0) await addChases(manager, feed, due);
    }
    return waitingChases(manager);
  }

  /** Decides what waits of one return, in one transaction. */
  private async decide({ feed, period }: Pick<WaitingChase, 'feed' | 'period'>): Promise<void> {
    const cut = await this.catchUp.wait(this.unitOfWork.dataSource, 'reporting', FIGURE_SOURCES);
    const queued = await this.unitOfWork.run('system', 'all', async (tx) => {
      const taken = await takeChases(tx.manager, feed, period);
      if (taken.length === 0) return [];
      const reached = await regionsWithRecipients(tx.manager);
      const regions = [...new Set(taken.map(({ regionCode }) => regionCode))].filter((region) => reached.has(region));
      const gaps = regions.length === 0 ? new Map<string, ReturnGap>() : await this.gaps.of(tx.manager, cut, feed, period, regions);
      const decisions = taken.map((chase) => decisionOf(chase, taken, gaps.get(chase.regionCode)));
      const deliveries = await decideChases(tx.manager, decisions, this.clock.now());
      const chased = decisions.flatMap(({ outcome, notice }) => (outcome === 'chased' && notice ? [notice.regionCode] : []));
      if (chased.length > 0) await tx.emit({ action: 'regions-chased', subject: `${feed} ${period}`, details: { regions: chased } }, []);
      return deliveries;
    });
    if (queued.length > 0) this.logger.info({ feed, period, mails: queued.length }, 'regions reminded of missing returns');
    await Promise.all(queued.map((deliveryId) => this.jobs.add(MAIL_QUEUE, deliveryId)));
  }
}

/** @param gap of the region; undefined where nobody is to be reminded */
function decisionOf(chase: WaitingChase, taken: readonly WaitingChase[], gap: ReturnGap | undefined): ChaseDecision {
  const { chaseId } = chase;
  const isOvertaken = taken.some(({ regionCode, dueAt }) => regionCode === chase.regionCode && dueAt > chase.dueAt);
  if (isOvertaken) return { chaseId, outcome: 'overtaken', notice: null };
  if (!gap) return { chaseId, outcome: 'no-recipients', notice: null };
  if (gap.missing.length === 0) return { chaseId, outcome: 'nothing-missing', notice: null };
  return { chaseId, outcome: 'chased', notice: chaseNotice(chase, gap.missing) };
}
