import {
  ActivityPlanApproved,
  ActivityRestated,
  CdcRegistered,
  CommitmentStated,
  Dm01Restated,
  MachineRegistered,
  MilestoneRecorded,
  OpeningPlanApproved,
  OrganisationChanged,
  SpendForecastStated,
  SpendPlanApproved,
  SpendPosted,
  TestsOffered,
  MILESTONES,
  type EventData,
  type Milestone,
  type SpendKind,
} from '@cdc/contracts';
import { event, type NewEvent } from '@cdc/platform';

/** Events of a made-up programme of a few centres, for specs. */

export function organisation(
  code: string,
  kind: 'icb' | 'trust',
  regionCode: string,
  icbCode: string | null = null,
): NewEvent {
  const unknown = { onsCode: null, operatedBy: null, postcode: null, opened: null, closed: null };
  return event(OrganisationChanged, code, {
    code,
    kind,
    name: `Organisation ${code}`,
    regionCode,
    icbCode,
    ...unknown,
  });
}

export function centre(
  cdcCode: string,
  icbCode: string,
  regionCode: string,
  change: Partial<EventData<typeof CdcRegistered>> = {},
): NewEvent {
  const data: EventData<typeof CdcRegistered> = {
    cdcCode,
    name: `Centre ${cdcCode}`,
    identity: 'submitted',
    hostTrust: null,
    icbCode,
    regionCode,
    archetype: null,
    status: 'open',
    temporary: false,
    opened: null,
    closed: null,
    postcode: null,
    cdcNumber: 1,
    ...change,
  };
  return event(CdcRegistered, cdcCode, data);
}

export function offers(cdcCode: string, tests: readonly string[]): NewEvent {
  return event(TestsOffered, cdcCode, {
    cdcCode,
    offers: tests.map((test) => ({ test, from: '2024-01-01', to: null })),
  });
}

export function plan(cdcCode: string, month: string, planned: Readonly<Record<string, number>>): NewEvent {
  const tests = Object.entries(planned).map(([test, number]) => ({ test, planned: number }));
  return event(ActivityPlanApproved, cdcCode, { cdcCode, months: [{ month, tests }] });
}

type Totals = Pick<EventData<typeof ActivityRestated>['periods'][number], 'kind' | 'period' | 'grain'>;

export function activity(cdcCode: string, totals: Totals, delivered: Readonly<Record<string, number>>, submissionId = 'act-20240805-23456789'): NewEvent {
  const tests = Object.keys(delivered);
  const period = {
    ...totals,
    tests,
    delivered: Object.values(delivered),
    didNotAttend: tests.map(() => null),
    cancelled: tests.map((_, index) => index),
    days: tests.map(() => (totals.grain === 'daily' ? 5 : 1)),
  };
  return event(ActivityRestated, cdcCode, { cdcCode, submissionId, periods: [period] });
}

export function dm01(
  providerCode: string,
  month: string,
  regionCode: string | null,
  waitingList: Readonly<Record<string, number>>,
): NewEvent {
  const rest = { over6Weeks: 1, over13Weeks: 0, waitingListActivity: 3, plannedActivity: 4, unscheduledActivity: 5 };
  const tests = Object.entries(waitingList).map(([test, waiting]) => ({ test, waitingList: waiting, ...rest }));
  return event(Dm01Restated, providerCode, {
    month,
    providerCode,
    providerName: providerCode,
    regionCode,
    submissionId: 'act-20240805-23456789',
    tests,
  });
}

export function openingPlan(cdcCode: string, plannedOpening: string): NewEvent {
  return event(OpeningPlanApproved, cdcCode, { cdcCode, plannedOpening, wave: 'SR21', permanentPlanned: null });
}

export function machine(machineId: string, orgCode: string, modality: string): NewEvent {
  const unknown = { serial: null, model: null, supplier: null, poReference: null, contractReference: null, valuePence: null, testsPerWeek: null, replaces: null };
  return event(MachineRegistered, machineId, { machineId, orgCode, modality, fundingLine: 'CDC_BUILDINGS_EQUIPMENT', temporary: false, ...unknown });
}

type MilestoneDates = Partial<Pick<EventData<typeof MilestoneRecorded>['milestones'][number], 'baseline' | 'forecast' | 'actual'>>;

export function milestones(machineId: string, statedOn: string, dates: Readonly<Partial<Record<Milestone, MilestoneDates>>>): NewEvent {
  const stated = MILESTONES.flatMap(({ code: milestone }) => {
    const known = dates[milestone];
    return known ? [{ milestone, baseline: null, forecast: null, actual: null, reason: null, evidence: null, forecastMoves: 0, ...known }] : [];
  });
  return event(MilestoneRecorded, machineId, { machineId, milestones: stated, statedOn, submissionId: 'equ-20240805-23456789' });
}

type SpendLine = readonly [kind: SpendKind, line: string, pence: number];

export function spendPlan(orgCode: string, month: string, lines: readonly SpendLine[]): NewEvent {
  return event(SpendPlanApproved, orgCode, { orgCode, months: [{ month, lines: lines.map(([kind, line, plannedPence]) => ({ kind, line, plannedPence })) }] });
}

export function spendForecast(orgCode: string, month: string, lines: readonly SpendLine[]): NewEvent {
  return event(SpendForecastStated, orgCode, { orgCode, months: [{ month, lines: lines.map(([kind, line, forecastPence]) => ({ kind, line, forecastPence })) }] });
}

export function posted(entity: string, period: string, cells: readonly EventData<typeof SpendPosted>['cells'][number][]): NewEvent {
  return event(SpendPosted, `${entity} ${period}`, { entity, entityName: `Organisation ${entity}`, period, postedOn: '2024-08-05', submissionId: 'fin-20240805-23456789', cells: [...cells] });
}

export function purchaseOrder(poReference: string, orgCode: string, [kind, line, orderedPence]: SpendLine, receiptedPence: number, invoicedPence: number): NewEvent {
  return event(CommitmentStated, poReference, { poReference, contractReference: null, orgCode, kind, line, orderedPence, receiptedPence, invoicedPence });
}
