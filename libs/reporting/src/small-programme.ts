import {
  ActivityPlanApproved,
  ActivityRestated,
  CdcRegistered,
  Dm01Restated,
  OrganisationChanged,
  TestsOffered,
  type EventData,
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

export function activity(cdcCode: string, totals: Totals, delivered: Readonly<Record<string, number>>): NewEvent {
  const tests = Object.keys(delivered);
  const period = {
    ...totals,
    tests,
    delivered: Object.values(delivered),
    didNotAttend: tests.map(() => null),
    cancelled: tests.map((_, index) => index),
    days: tests.map(() => (totals.grain === 'daily' ? 5 : 1)),
  };
  return event(ActivityRestated, cdcCode, { cdcCode, submissionId: 'act-20240805-23456789', periods: [period] });
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
