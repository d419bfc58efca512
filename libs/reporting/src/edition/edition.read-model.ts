import { Injectable } from '@nestjs/common';
import { type Level } from '@cdc/contracts';
import { type LogCut } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import {
  ACTIVITY_VERSION,
  CENTRE_VERSION,
  DM01_VERSION,
  OFFER_VERSION,
  ORGANISATION_VERSION,
  PLAN_VERSION,
  type ActivityVersion,
  type Dm01Version,
  type PlanVersion,
} from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { type Report } from '../reports/report.model.js';
import { type CentreInputs, type Dm01Provider, type EditionInputs, type StatedByTest } from './edition-inputs.model.js';
import { groundOf, type ScopeGround } from './scope-ground.model.js';

/** Reads what an edition is made of, as the projections stood at a cut through the log. */
@Injectable()
export class EditionReadModel {
  /** @returns undefined where the registry had no such organisation at the cut */
  async ground(
    manager: EntityManager,
    cut: LogCut,
    scope: { readonly level: Level; readonly code: string },
  ): Promise<ScopeGround | undefined> {
    const position = positionIn(cut, 'cdc-registry');
    const organisations = await versionsAt(manager, ORGANISATION_VERSION, position);
    const centres = await versionsAt(manager, CENTRE_VERSION, position);
    return groundOf(scope, organisations, centres);
  }

  async inputs(
    manager: EntityManager,
    cut: LogCut,
    report: Report,
    ground: ScopeGround,
    period: string,
  ): Promise<EditionInputs> {
    return {
      scope: { level: ground.level, code: ground.code },
      period,
      areas: ground.areas,
      centres: await this.centres(manager, cut, report, ground, period),
      dm01: await this.dm01(manager, cut, report, ground, period),
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

function positionIn(cut: LogCut, service: 'cdc-registry' | 'activity-ingest'): string {
  return cut[service] ?? '0';
}

function statedByTest(row: ActivityVersion): StatedByTest {
  return new Map(
    row.tests.map((test, index) => [
      test,
      {
        delivered: row.delivered[index] ?? 0,
        didNotAttend: row.did_not_attend[index] ?? null,
        cancelled: row.cancelled[index] ?? null,
        days: row.days[index] ?? 0,
      },
    ]),
  );
}

/** Planned number by centre, test and month. */
function plansByCentre(plans: readonly PlanVersion[]): ReadonlyMap<string, CentreInputs['plan']> {
  const byCentre = new Map<string, Map<string, Map<string, number>>>();
  for (const { cdc_code: code, month, tests, planned } of plans) {
    const byTest = byCentre.get(code) ?? new Map<string, Map<string, number>>();
    byCentre.set(code, byTest);
    tests.forEach((test, index) => {
      const byMonth = byTest.get(test) ?? new Map<string, number>();
      byTest.set(test, byMonth.set(month, planned[index] ?? 0));
    });
  }
  return byCentre;
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
