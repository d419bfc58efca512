import { BUDGET_LINES, DIAGNOSTIC_TESTS, MILESTONES, MODALITIES, REGIONS, SPEND_KINDS } from '@cdc/contracts';
import { machinesOf, overviewUnderTest, spendOf } from '../overview/overview-under-test.js';
import { type EditionContent } from '../platform-api/edition-item.js';
import { type Measures } from '../platform-api/programme-figures.js';

const england = { level: 'england', code: 'ENG', name: 'England' } as const;

/** A weekly report of England in three domains, for specs. */
export function editionUnderTest(over: Partial<EditionContent> = {}): EditionContent {
  const overview = overviewUnderTest();
  const places = [england, ...REGIONS.map(({ code, name }) => ({ level: 'region' as const, code, name }))];
  return {
    id: 'ed-20221118-1',
    kind: 'weekly',
    scope: england,
    period: '2022-11-13',
    grouping: 'as then',
    asAt: { 'cdc-registry': '400', 'activity-ingest': '1200' },
    contentHash: 'a'.repeat(64),
    builtAt: '2022-11-18T14:32:00Z',
    bases: { domains: ['activity', 'installations', 'spend'], actual: 'daily returns, else weekly ones' },
    completeness: overview.completeness,
    figures: DIAGNOSTIC_TESTS.map(({ code }, index) => ({ ...england, ...measuresOf(index), test: code, state: 'reported' as const })),
    totals: overview.tests.flatMap((total) => [total, { ...total, basis: 'DM01_15' as const }]),
    dm01: { month: null, rows: [] },
    centres: overview.centres,
    installations: [
      ...places.flatMap((place) => MILESTONES.map(({ code }, index) => ({ ...machinesOf(place, null, 697 - index * 20), milestone: code }))),
      ...MODALITIES.map(({ code }, index) => machinesOf(england, code, 60 + index)),
    ],
    spend: {
      figures: SPEND_KINDS.flatMap((kind) => [
        ...places.map((place, index) => spendOf(place, kind, null, 23_100_000_000, kind === 'capital' ? -14 : index)),
        ...BUDGET_LINES.map(({ code }, index) => spendOf(england, kind, code, 2_500_000_000, index - 4)),
      ]),
      unmatched: overview.unmatched,
    },
    missing: {
      centres: [{ code: 'Y6000', name: 'Centre Y60 1', icbCode: 'QHL', regionCode: 'Y60', plan: 310, otherGrain: 'monthly' }],
      tests: [{ cdcCode: 'Y6001', cdcName: 'Centre Y60 2', test: 'MRI', plan: 7 }],
      machines: [{ machineId: 'M-3', orgCode: 'Y6000', modality: 'MRI', statedOn: '2022-10-03' }, { machineId: 'M-4', orgCode: 'Y6000', modality: 'CT', statedOn: null }],
      entities: [{ code: 'RXX', name: 'Riverside trust', month: '2022-11', lastMonth: '2022-10' }],
    },
    reconciliations: [],
    ...over,
  };
}

/** The same week as the weekly spend report states it. */
export function spendEditionUnderTest(): EditionContent {
  const { completeness, missing, ...rest } = editionUnderTest();
  return {
    ...rest,
    id: 'ed-20221118-2',
    kind: 'spend-weekly',
    bases: { domains: ['spend'] },
    completeness: completeness.spend ? { spend: completeness.spend } : {},
    figures: [],
    totals: [],
    centres: [],
    installations: [],
    missing: { ...missing, centres: [], tests: [], machines: [] },
  };
}

function measuresOf(index: number): Measures {
  const variance = (index - 6) * 90;
  return {
    plan: 2_000 + index * 300,
    planNotReported: index,
    actual: 2_000 + index * 300 + variance,
    actualWithoutPlan: 0,
    variance,
    direction: variance < 0 ? 'adverse' : variance === 0 ? 'on plan' : 'favourable',
    didNotAttend: null,
    cancelled: null,
    centresReported: 66,
    centresExpected: 70,
  };
}
