import { Injectable } from '@nestjs/common';
import { assertMayReadEdition, type Principal } from '@cdc/access';
import { DomainError, londonDate, testCodeOf, type ActivityBasis, type Level } from '@cdc/contracts';
import { Clock, EventLog, UnitOfWork, type LogCut, type Page } from '@cdc/platform';
import { buildContent } from '../edition/build-content.model.js';
import { unknownScope } from '../edition/edition.errors.js';
import { EditionReadModel } from '../edition/edition.read-model.js';
import { EditionService, FIGURE_SOURCES } from '../edition/edition.service.js';
import { REPORTS } from '../reports/index.js';
import { periodsOutOfOrder, tooManyPeriods } from '../reports/period.errors.js';
import { type Report } from '../reports/report.model.js';
import { activityItems, type ActivityItem } from './activity-items.model.js';
import { parseAsAt } from './as-at.model.js';

const MOST_PERIODS = 60;

export interface ActivityQuestion {
  readonly level: Level;
  readonly code: string;
  readonly grain: 'week' | 'month';
  readonly from: string;
  readonly to: string;
  readonly test?: string | undefined;
  readonly basis?: ActivityBasis | undefined;
  readonly asAt?: string | undefined;
}

export type ActivityAnswer = Page<ActivityItem> & { readonly asAt: LogCut };

/** Answers questions about activity with the very model that editions are built with. */
@Injectable()
export class ActivityService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly editions: EditionService,
    private readonly readModel: EditionReadModel,
  ) {}

  /** @returns newest period first */
  async ask(principal: Principal, question: ActivityQuestion): Promise<ActivityAnswer> {
    const { level, code } = question;
    const report = reportOfGrain(question.grain);
    const periods = this.periods(report, question);
    const test = question.test === undefined ? undefined : knownTest(question.test);
    const cut = await this.cut(principal, question.asAt);
    const items = await this.unitOfWork.read('all', async (manager) => {
      const ground = await this.readModel.ground(manager, cut, { level, code });
      if (!ground) throw unknownScope(level, code);
      assertMayReadEdition(principal, { level, code, region: ground.region });
      const found: ActivityItem[] = [];
      for (const period of periods) {
        const content = buildContent(report, await this.readModel.inputs(manager, cut, report, ground, period));
        found.push(...activityItems(content, { test, basis: question.basis }));
      }
      return found;
    });
    return { items, next: null, asAt: cut };
  }

  private periods(report: Report, { from, to }: ActivityQuestion): readonly string[] {
    const today = londonDate(this.clock.now());
    report.assertPeriod(from, today);
    report.assertPeriod(to, today);
    if (from > to) throw periodsOutOfOrder(from, to);
    const periods = report.periodsBetween(from, to);
    if (periods.length > MOST_PERIODS) throw tooManyPeriods(periods.length, MOST_PERIODS);
    return periods.toReversed();
  }

  /** The cut that was asked for, or what has been applied by now. */
  private async cut(principal: Principal, text: string | undefined): Promise<LogCut> {
    const { dataSource } = this.unitOfWork;
    const applied = pick(await this.log.applied(dataSource, 'reporting'));
    if (text === undefined) return applied;
    const asAt = parseAsAt(text);
    if (asAt.kind === 'edition') return pick((await this.editions.find(principal, asAt.id)).asAt);
    const wanted =
      asAt.kind === 'positions' ? pick(asAt.positions) : await this.log.cutAt(dataSource, FIGURE_SOURCES, asAt.instant);
    const beyond = FIGURE_SOURCES.filter((source) => BigInt(wanted[source] ?? 0) > BigInt(applied[source] ?? 0));
    if (beyond.length === 0) return wanted;
    throw new DomainError(
      'conflict',
      'AS_AT_NOT_REACHED',
      `Figures do not yet include everything from ${beyond.join(', ')} up to then. Try again, or leave "asAt" out.`,
      { applied },
    );
  }
}

function pick(cut: Readonly<Record<string, string | undefined>>): LogCut {
  return Object.fromEntries(FIGURE_SOURCES.map((source) => [source, cut[source] ?? '0']));
}

function reportOfGrain(grain: ActivityQuestion['grain']): Report {
  const report = REPORTS.find(({ periodKind }) => periodKind === grain);
  if (!report) throw new RangeError(`no report by ${grain}`);
  return report;
}

function knownTest(spelling: string): string {
  const test = testCodeOf(spelling);
  if (test === undefined)
    throw new DomainError(
      'invalid',
      'UNKNOWN_TEST',
      `There is no test ${spelling}. Tests have the codes of DM01 and of the CDC range, like MRI or PHLEBOTOMY.`,
      { test: spelling },
    );
  return test;
}
