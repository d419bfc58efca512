import { Injectable } from '@nestjs/common';
import { type Level, type ServiceName } from '@cdc/contracts';
import { type LogCut } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import {
  ACTIVITY_VERSION,
  CENTRE_VERSION,
  DM01_VERSION,
  OFFER_VERSION,
  ORGANISATION_VERSION,
  PLAN_VERSION,
  type Dm01Version,
} from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { type Domain, type Report } from '../reports/report.model.js';
import { type Centre, type CentreInputs, type Dm01Provider, type EditionInputs } from './edition-inputs.model.js';
import { machinesAt, openingPlansAt } from './equipment.read-model.js';
import { unknownScope } from './edition.errors.js';
import { plansByCentre, statedByTest } from './returns.model.js';
import { groundOf, type ScopeGround } from './scope-ground.model.js';
import { NO_SPEND, spendAt } from './spend.read-model.js';
import { spendWindow } from './spend-window.model.js';

/** Reads what an edition is made of, as the projections stood at a cut through the log. */
@Injectable()
export class EditionReadModel {
  /**
   * What each scope stands on.
   * @throws DomainError UNKNOWN_SCOPE where the registry had no such organisation at the cut
   */
  async grounds(
    manager: EntityManager,
    cut: LogCut,
    scopes: readonly { readonly level: Level; readonly code: string }[],
  ): Promise<readonly ScopeGround[]> {
    const position = positionIn(cut, 'cdc-registry');
    const organisations = await versionsAt(manager, ORGANISATION_VERSION, position);
    const centres = await versionsAt(manager, CENTRE_VERSION, position);
    return scopes.map((scope) => {
      const ground = groundOf(scope, organisations, centres);
      if (!ground) throw unknownScope(scope.level, scope.code);
      return ground;
    });
  }

  async inputs(
    manager: EntityManager,
    cut: LogCut,
    report: Report,
    ground: ScopeGround,
    period: string,
  ): Promise<EditionInputs> {
    const covers = (domain: Domain): boolean => report.domains.includes(domain);
    const registry = positionIn(cut, 'cdc-registry');
    return {
      scope: { level: ground.level, code: ground.code },
      period,
      areas: ground.areas,
      ...(covers('activity')
        ? { centres: await this.centres(manager, cut, report, ground, period), dm01: await this.dm01(manager, cut, report, ground, period) }
        : { centres: ground.centres.map(withoutReturns), dm01: { month: null, providers: [] } }),
      openingPlans: covers('installations') ? await openingPlansAt(manager, registry) : new Map(),
      machines: covers('installations') ? await machinesAt(manager, positionIn(cut, 'equipment-tracker'), ground) : [],
      spend: covers('spend')
        ? await spendAt(manager, { registry, spend: positionIn(cut, 'spend-monitor') }, ground, spendWindow(report, period))
        : NO_SPEND,
    };
  }

  private async centres(
    manager: EntityManager,
    cut: LogCut,
    report: Report,
    ground: ScopeGround,
    period: string,
  ): Promise<readonly CentreInputs[]> {
    const codes = ground.centres.map(({ code }) => code);
    const registry = positionIn(cut, 'cdc-registry');
    const offers = await versionsAt(manager, OFFER_VERSION, registry, 'cdc_code = any($2)', [codes]);
    const plans = await versionsAt(manager, PLAN_VERSION, registry, 'month = any($2) and cdc_code = any($3)', [
      report.planMonths(period),
      codes,
    ]);
    const ingest = positionIn(cut, 'activity-ingest');
    const returns = await versionsAt(
      manager,
      ACTIVITY_VERSION,
      ingest,
      'kind = $2 and period = $3 and grain = any($4) and cdc_code = any($5)',
      [report.periodKind, period, ['daily', report.wholeGrain], codes],
    );
    const sentOther = await this.sentOther(manager, ingest, report, period, codes);
    const offersOf = new Map(offers.map((row) => [row.cdc_code, row.offers]));
    const planOf = plansByCentre(plans);
    const returnOf = new Map(returns.map((row) => [`${row.grain} ${row.cdc_code}`, statedByTest(row)]));
    return ground.centres.map((centre) => ({
      centre,
      offers: offersOf.get(centre.code) ?? [],
      plan: planOf.get(centre.code) ?? new Map(),
      daily: returnOf.get(`daily ${centre.code}`) ?? new Map(),
      whole: returnOf.get(`${report.wholeGrain} ${centre.code}`) ?? new Map(),
      sentOther: sentOther.has(centre.code),
    }));
  }

  private async sentOther(
    manager: EntityManager,
    position: string,
    report: Report,
    period: string,
    codes: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const { from, to } = report.otherPeriods(period);
    const kind = report.periodKind === 'week' ? 'month' : 'week';
    const rows = await versionsAt(
      manager,
      ACTIVITY_VERSION,
      position,
      'kind = $2 and grain = $3 and period between $4 and $5 and cdc_code = any($6)',
      [kind, report.otherGrain, from, to, codes],
    );
    return new Set(rows.filter(({ tests }) => tests.length > 0).map((row) => row.cdc_code));
  }

  private async dm01(
    manager: EntityManager,
    cut: LogCut,
    report: Report,
    ground: ScopeGround,
    period: string,
  ): Promise<EditionInputs['dm01']> {
    const position = positionIn(cut, 'activity-ingest');
    const loaded: { month: string }[] = await manager.query(
      `select distinct month from (
         select distinct on (month, provider_code) month, cardinality(tests) as tests from dm01_version
         where position <= $1 order by month, provider_code, position desc
       ) newest where tests > 0`,
      [position],
    );
    const month = report.dm01Month(
      period,
      loaded.map((row) => row.month),
    );
    if (month === null) return { month, providers: [] };
    const rows = await versionsAt(manager, DM01_VERSION, position, 'month = $2', [month]);
    return { month, providers: rows.map((row) => providerOf(row, ground)) };
  }
}

/** A centre of a report that does not cover activity. */
function withoutReturns(centre: Centre): CentreInputs {
  return { centre, offers: [], plan: new Map(), daily: new Map(), whole: new Map(), sentOther: false };
}

function positionIn(cut: LogCut, service: ServiceName): string {
  return cut[service] ?? '0';
}

function providerOf(row: Dm01Version, ground: ScopeGround): Dm01Provider {
  return {
    code: row.provider_code,
    regionCode: row.region_code,
    icbCode: ground.icbOfTrust.get(row.provider_code) ?? null,
    tests: row.tests.map((test, index) => ({
      test,
      waitingList: row.waiting_list[index] ?? 0,
      over6Weeks: row.over_6_weeks[index] ?? 0,
      over13Weeks: row.over_13_weeks[index] ?? 0,
      waitingListActivity: row.waiting_list_activity[index] ?? 0,
      plannedActivity: row.planned_activity[index] ?? 0,
      unscheduledActivity: row.unscheduled_activity[index] ?? 0,
    })),
  };
}
