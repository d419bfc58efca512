import { Injectable } from '@nestjs/common';
import { assertMayReadEdition, type Principal } from '@cdc/access';
import { dayNumber, isoDate, londonDate, monthOf, weekEnding, type Level } from '@cdc/contracts';
import { Clock, EventLog, UnitOfWork, type LogCut } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { buildContent } from '../edition/build-content.model.js';
import { centresOpen } from '../edition/centres-open.model.js';
import { type EditionInputs } from '../edition/edition-inputs.model.js';
import { EditionReadModel } from '../edition/edition.read-model.js';
import { FIGURE_SOURCES } from '../edition/edition.service.js';
import { installationFigures } from '../edition/installations.model.js';
import { type ScopeGround } from '../edition/scope-ground.model.js';
import { POSTED_VERSION } from '../projection/spend-tables.js';
import { monthlyReport } from '../reports/monthly.report.js';
import { weeklyReport } from '../reports/weekly.report.js';
import { centreOpenings, lateMachines } from './openings.model.js';
import { type Overview } from './overview.model.js';
import { testWeeks, weeksUpTo } from './test-weeks.read-model.js';

const WEEKS = 33;
/** Overviews of so many scopes are kept until something new is applied. */
const MOST_KEPT = 16;

type Position = Omit<Overview, 'at'>;

/** The present position of the programme or of a region, made with the model that editions are made with. */
@Injectable()
export class OverviewService {
  private readonly kept = new Map<string, Promise<Position>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly log: EventLog,
    private readonly clock: Clock,
    private readonly readModel: EditionReadModel,
  ) {}

  /** @throws DomainError UNKNOWN_SCOPE, FORBIDDEN_EDITION */
  async of(principal: Principal, scope: { readonly level: Level; readonly code: string }): Promise<Overview> {
    const now = this.clock.now();
    const applied = await this.log.applied(this.unitOfWork.dataSource, 'reporting');
    const cut: LogCut = Object.fromEntries(FIGURE_SOURCES.map((source) => [source, applied[source] ?? '0']));
    await this.unitOfWork.read('all', async (manager) => {
      for (const { level, code, region } of await this.readModel.grounds(manager, cut, [scope])) assertMayReadEdition(principal, { level, code, region });
    });
    return { at: now.toISOString(), ...(await this.keptPosition(cut, scope, londonDate(now))) };
  }

  private keptPosition(cut: LogCut, scope: { readonly level: Level; readonly code: string }, today: string): Promise<Position> {
    const key = JSON.stringify([scope.level, scope.code, today, cut]);
    const known = this.kept.get(key);
    if (known) return known;
    const position = this.unitOfWork.read('all', (manager) => this.draw(manager, cut, scope, today));
    this.kept.set(key, position);
    position.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return position;
  }

  private async draw(manager: EntityManager, cut: LogCut, scope: { readonly level: Level; readonly code: string }, today: string): Promise<Position> {
    const [ground] = await this.readModel.grounds(manager, cut, [scope]);
    if (!ground) throw new RangeError(`no ground for ${scope.code}`);
    const week = isoDate(weekEnding(dayNumber(today)) - 7);
    const inputs = await this.readModel.inputs(manager, cut, weeklyReport, ground, week);
    const content = buildContent(weeklyReport, inputs);
    const month = await shownMonth(manager, cut, today);
    const money = { ...monthlyReport, domains: ['spend'] as const };
    const { spend, completeness } = buildContent(money, await this.readModel.inputs(manager, cut, money, ground, month));
    const isNear = (row: { readonly level: Level; readonly code: string }): boolean => isOwn(row, ground) || row.level === BENEATH[ground.level];
    return {
      asAt: cut,
      scope: content.scope,
      week,
      month,
      // The week's own would be of ledgers of the month that still goes on.
      completeness: { ...content.completeness, spend: completeness.spend },
      centres: centresOpen({ ...inputs, centres: ground.centres }, today),
      openings: centreOpenings(ground.centres, inputs, today),
      weeks: await testWeeks(manager, cut, ground.centres, weeksUpTo(week, WEEKS)),
      tests: content.totals.filter((row) => row.basis === 'ALL_CDC' && isNear(row)),
      installations: installationsOf(inputs, ground, today).filter(isNear),
      lateMachines: lateMachines(inputs, (code) => ground.nameOf(code), today),
      spend: spend.figures.filter((row) => isOwn(row, ground) || (row.line === null && isNear(row))),
      unmatched: spend.unmatched.filter((row) => isOwn(row, ground)),
    };
  }
}

/** What stands beside a scope: the next level of organisations. */
const BENEATH: Readonly<Record<Level, Level | null>> = { england: 'region', region: 'icb', icb: 'cdc', cdc: null };

function isOwn(row: { readonly level: Level; readonly code: string }, scope: { readonly level: Level; readonly code: string }): boolean {
  return row.level === scope.level && row.code === scope.code;
}

/** First patients up to today; kinds of machine are told apart for the scope alone. */
function installationsOf(inputs: EditionInputs, ground: ScopeGround, today: string): Overview['installations'] {
  const days = { first: `${today.slice(0, 7)}-01`, last: today };
  return installationFigures(inputs, days).filter((row) => row.milestone === 'FIRST_PATIENT' && (row.modality === null || isOwn(row, ground)));
}

/** The last ledger month that has ended and is posted; before there is one, the month that is posted or the one before this. */
async function shownMonth(manager: EntityManager, cut: LogCut, today: string): Promise<string> {
  const present = today.slice(0, 7);
  const rows: { month: string | null }[] = await manager.query(
    `select coalesce(max(period) filter (where period < $2), max(period) filter (where period = $2)) as month from ${POSTED_VERSION.name} where position <= $1`,
    [cut['spend-monitor'] ?? '0', present],
  );
  return rows[0]?.month ?? monthOf(dayNumber(`${present}-01`) - 1);
}
