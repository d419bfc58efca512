import { Injectable } from '@nestjs/common';
import { assertMayReadEdition, type Principal } from '@cdc/access';
import { DomainError, londonDate, type Level } from '@cdc/contracts';
import { Clock, EventLog, UnitOfWork, type LogCut, type Page } from '@cdc/platform';
import { buildContent } from '../edition/build-content.model.js';
import { type EditionContent } from '../edition/edition-content.model.js';
import { EditionReadModel } from '../edition/edition.read-model.js';
import { EditionService, FIGURE_SOURCES } from '../edition/edition.service.js';
import { REPORTS } from '../reports/index.js';
import { periodsOutOfOrder, tooManyPeriods } from '../reports/period.errors.js';
import { type Domain, type Report } from '../reports/report.model.js';
import { parseAsAt } from './as-at.model.js';

const MOST_PERIODS = 60;

export interface FigureQuestion {
  readonly level: Level;
  readonly code: string;
  readonly grain: 'week' | 'month';
  readonly from: string;
  readonly to: string;
  readonly asAt?: string | undefined;
}

export type FigureAnswer<Item> = Page<Item> & { readonly asAt: LogCut };

/** Answers questions about figures of one domain with the very model that editions are built with. */
@Injectable()
export class FigureQuestionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly editions: EditionService,
    private readonly readModel: EditionReadModel,
  ) {}

  /**
   * @param itemsOf what of a period's content answers the question
   * @returns newest period first
   */
  async ask<Item>(principal: Principal, domain: Domain, question: FigureQuestion, itemsOf: (content: EditionContent) => readonly Item[]): Promise<FigureAnswer<Item>> {
    const { level, code } = question;
    const report = reportOfDomain(question.grain, domain);
    const periods = this.periods(report, question);
    const cut = await this.cut(principal, question.asAt);
    const items = await this.unitOfWork.read('all', async (manager) => {
      const found: Item[] = [];
      for (const ground of await this.readModel.grounds(manager, cut, [{ level, code }])) {
        assertMayReadEdition(principal, { level, code, region: ground.region });
        for (const period of periods) found.push(...itemsOf(buildContent(report, await this.readModel.inputs(manager, cut, report, ground, period))));
      }
      return found;
    });
    return { items, next: null, asAt: cut };
  }

  private periods(report: Report, { from, to }: FigureQuestion): readonly string[] {
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

/** The report of that length, narrowed to the domain, so that nothing else is read for the answer. */
function reportOfDomain(grain: FigureQuestion['grain'], domain: Domain): Report {
  const report = REPORTS.find(({ periodKind, domains }) => periodKind === grain && domains.includes(domain));
  if (!report) throw new RangeError(`no report of ${domain} by ${grain}`);
  return { ...report, domains: [domain] };
}
