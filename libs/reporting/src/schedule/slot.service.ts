import { Injectable } from '@nestjs/common';
import { DomainError, type EditionKind } from '@cdc/contracts';
import { Clock, JobQueues, LoggerService, UnitOfWork, metrics, type Work } from '@cdc/platform';
import { EditionService } from '../edition/edition.service.js';
import { grouped } from '../edition/grouped.model.js';
import { MAIL_QUEUE } from '../mail/mail-queue.js';
import { dueSlots } from './report-schedule.model.js';
import {
  addSlots,
  decideSlots,
  runningSchedules,
  startSchedules,
  waitingSlots,
  type WaitingSlot,
} from './slot.repository.js';
import { SlotsWaiting, TakenMeanwhile } from './slot.errors.js';

/** Finds out which reports are due by the Clock, and gives each of them its edition, once. The rows decide; whoever calls only wakes. */
@Injectable()
export class SlotService {
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly editions: EditionService,
    private readonly clock: Clock,
    private readonly jobs: JobQueues,
    private readonly logger: LoggerService,
  ) {}

  /** To be called when the platform starts: schedules begin at the Clock's instant of the very first time. */
  async begin(): Promise<void> {
    await this.clock.refresh();
    await startSchedules(this.unitOfWork.dataSource.manager, this.clock.now());
  }

  /** Puts on record what is due by now. @returns the kinds that have slots without an edition */
  async findDue(): Promise<readonly EditionKind[]> {
    const { manager } = this.unitOfWork.dataSource;
    const now = this.clock.now();
    const schedules = await runningSchedules(manager);
    const due = schedules.flatMap((schedule) => dueSlots(schedule, now));
    if (due.length > 0) await addSlots(manager, due);
    const kinds = schedules.map(({ kind }) => kind);
    const waiting = await this.waiting(kinds);
    return kinds.filter((kind) => waiting.some((slot) => slot.kind === kind));
  }

  /**
   * Builds what is due of these kinds. A slot that cannot be built is left waiting and does not stop the others.
   * @throws SlotsWaiting when some could not be built
   */
  async decide(kinds: readonly EditionKind[]): Promise<void> {
    // One after the other within a process: the second would draw the same editions for nothing.
    const turn = this.working.then(() => this.decideNow(kinds));
    this.working = turn.catch(() => undefined);
    return turn;
  }

  /** Everything that is due by the Clock has its edition when this returns. @throws SlotsWaiting */
  async decideAllDue(): Promise<void> {
    await this.decide(await this.findDue());
  }

  private async decideNow(kinds: readonly EditionKind[]): Promise<void> {
    const failures: unknown[] = [];
    // Slots of one kind and period are built together, at one cut through the log.
    for (const group of grouped(await this.waiting(kinds), ({ kind, period }) => `${kind} ${period}`).values()) {
      failures.push(...(await this.decideGroup(group)));
      // Figures that are not whole are so for every report; each try would wait for them.
      if (failures.some(isUnavailable)) break;
    }
    await this.waiting(kinds);
    if (failures.length > 0) throw new SlotsWaiting(failures);
  }

  private async waiting(kinds: readonly EditionKind[]): Promise<readonly WaitingSlot[]> {
    const waiting = await waitingSlots(this.unitOfWork.dataSource.manager, kinds);
    for (const kind of kinds) metrics.slotsWaiting.set({ kind }, waiting.filter((slot) => slot.kind === kind).length);
    return waiting;
  }

  /** Decides slots of one kind and period. @returns why slots could not be decided */
  private async decideGroup(group: readonly WaitingSlot[]): Promise<readonly unknown[]> {
    try {
      await this.build(group);
      return [];
    } catch (error) {
      if (error instanceof TakenMeanwhile) return this.decideGroup(await this.stillWaiting(group));
      if (group.length > 1 && !isUnavailable(error)) return this.decideEach(group);
      this.note(group, error);
      return [error];
    }
  }

  private async decideEach(group: readonly WaitingSlot[]): Promise<readonly unknown[]> {
    const failures: unknown[] = [];
    for (const slot of group) failures.push(...(await this.decideGroup([slot])));
    return failures;
  }

  private async build(group: readonly WaitingSlot[]): Promise<void> {
    const [first] = group;
    if (!first) return;
    let queued: readonly string[] = [];
    const scopes = group.map(({ scope }) => scope);
    await this.editions.buildForSlots(first.kind, first.period, scopes, async (tx, built) => {
      const editionOf = new Map(built.map(({ item: { id, scope } }) => [`${scope.level} ${scope.code}`, id]));
      queued = await this.settle(
        tx,
        group.map(({ slotId, scope }) => ({ slotId, editionId: editionOf.get(`${scope.level} ${scope.code}`) ?? '' })),
      );
    });
    this.logger.info(
      { kind: first.kind, period: first.period, slots: group.length, mails: queued.length },
      'scheduled reports built',
    );
    await Promise.all(queued.map((deliveryId) => this.jobs.add(MAIL_QUEUE, deliveryId)));
  }

  private async settle(
    tx: Work,
    decisions: readonly { readonly slotId: string; readonly editionId: string }[],
  ): Promise<readonly string[]> {
    const { slotIds, deliveryIds } = await decideSlots(tx.manager, decisions, this.clock.now());
    if (slotIds.length < decisions.length) throw new TakenMeanwhile();
    return deliveryIds;
  }

  private async stillWaiting(group: readonly WaitingSlot[]): Promise<readonly WaitingSlot[]> {
    const waiting = await this.waiting(group.slice(0, 1).map(({ kind }) => kind));
    return group.filter(({ slotId }) => waiting.some((slot) => slot.slotId === slotId));
  }

  private note(group: readonly WaitingSlot[], error: unknown): void {
    for (const { kind, period, scope } of group) {
      metrics.slotFailures.inc({ kind });
      this.logger.error(
        { err: error, kind, period, scope: scope.code },
        'a scheduled report could not be built; it waits and is tried again',
      );
    }
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'unavailable';
}
