import { centresOpen } from './centres-open.model.js';
import { type Centre, type CentreInputs, type Machine, type MachineMilestone } from './edition-inputs.model.js';
import { installationCompleteness, installationFigures } from './installations.model.js';
import { type Place } from './organisations.model.js';

const B1: Place = { cdc: 'B1', icb: 'QHL', region: 'Y60' };
const areas = [
  { level: 'england', code: 'ENG', name: 'England', parent: null },
  { level: 'region', code: 'Y60', name: 'Midlands', parent: 'ENG' },
  { level: 'icb', code: 'QHL', name: 'Birmingham and Solihull', parent: 'Y60' },
] as const;
const scope = { level: 'england', code: 'ENG' } as const;

function centre(code: string, part: Partial<Centre> = {}): Centre {
  return { code, name: `Centre ${code}`, icbCode: 'QHL', regionCode: 'Y60', hostTrust: null, status: 'open', opened: null, closed: null, temporary: false, ...part };
}
const inputsOf = (one: Centre): CentreInputs => ({ centre: one, offers: [], plan: new Map(), daily: new Map(), whole: new Map(), sentOther: false });

function machine(machineId: string, stages: Readonly<Record<string, Partial<MachineMilestone>>>, part: Partial<Machine> = {}): Machine {
  const milestones = Object.entries(stages).map(([milestone, dates]) => ({
    ...{ milestone: milestone as MachineMilestone['milestone'], baseline: null, forecast: null, actual: null, reason: null, forecastMoves: 0 },
    ...dates,
  }));
  return { machineId, orgCode: 'B1', place: B1, modality: 'CT', statedOn: '2022-11-01', milestones, ...part };
}

/** In use on the day planned; late by exactly 21 days and forecast for tomorrow; overdue since yesterday at a trust; one that nothing is known of. */
const machines = [
  machine('M1', { FIRST_PATIENT: { baseline: '2022-11-07', forecast: '2022-11-07', actual: '2022-11-07' } }),
  machine('M2', { FIRST_PATIENT: { baseline: '2022-10-24', forecast: '2022-11-14' } }, { modality: 'MRI', statedOn: '2022-10-16' }),
  machine('M3', { ORDERED: { baseline: '2022-11-20', forecast: '2022-11-12' } }, { orgCode: 'RAA', place: { cdc: null, icb: null, region: 'Y60' }, statedOn: '2022-10-15' }),
  machine('M4', {}, { statedOn: null }),
];
const week = { first: '2022-11-07', last: '2022-11-13' };
const inputs = { scope, areas, centres: [inputsOf(centre('B1'))], machines };
const figures = installationFigures(inputs, week);

describe('installations', () => {
  it('compare baselines with actual dates up to the last day', () => {
    expect(figures.find(({ code, milestone, modality }) => code === 'ENG' && milestone === 'FIRST_PATIENT' && modality === null)).toEqual({
      ...{ level: 'england', code: 'ENG', name: 'England', milestone: 'FIRST_PATIENT', modality: null, machines: 2 },
      ...{ planned: 1, actual: 1, plannedToDate: 2, actualToDate: 1, forecastToDate: 1, variance: -1, direction: 'adverse', late: 1, overdue: 0 },
    });
    expect(figures.find(({ code, milestone }) => code === 'Y60' && milestone === 'ORDERED')).toMatchObject({ planned: 0, plannedToDate: 0, forecastToDate: 1, overdue: 1, direction: 'on plan' });
  });

  it('tell kinds of machine apart for first patients above centres, and leave out what has no date', () => {
    expect(figures.map(({ level, milestone, modality }) => `${level} ${milestone} ${modality ?? 'all'}`)).toEqual([
      ...['england ORDERED all', 'england FIRST_PATIENT all', 'england FIRST_PATIENT MRI', 'england FIRST_PATIENT CT'],
      ...['region ORDERED all', 'region FIRST_PATIENT all', 'region FIRST_PATIENT MRI', 'region FIRST_PATIENT CT'],
      ...['icb FIRST_PATIENT all', 'icb FIRST_PATIENT MRI', 'icb FIRST_PATIENT CT', 'cdc FIRST_PATIENT all'],
    ]);
  });

  it('name machines that are not in use and of which nothing was stated for 28 days', () => {
    const { expected, silent } = installationCompleteness(inputs, week);
    expect([expected, silent.map(({ machineId, statedOn }) => [machineId, statedOn])]).toEqual([3, [['M3', '2022-10-15'], ['M4', null]]]);
  });
});

describe('centres open', () => {
  const centres = [
    centre('A1', { opened: '2022-11-13', temporary: true }),
    centre('A2', { opened: '2022-11-14' }),
    centre('A3', { closed: '2022-11-12' }),
    centre('A4', { status: 'approved' }),
    centre('A5', { status: 'approved' }),
  ];
  const openingPlans = new Map([
    ['A1', '2022-11-13'],
    ['A2', '2022-11-10'],
    ['A4', '2025-04-01'],
  ]);
  const toCome = machine('M5', { FIRST_PATIENT: { baseline: '2025-06-01', forecast: '2025-03-31' } }, { orgCode: 'A4', place: { ...B1, cdc: 'A4' } });
  const rows = centresOpen({ scope, areas, centres, openingPlans, machines: [toCome] }, '2022-11-13');

  it('count by the register, plan by the opening plan, and expect by the first patient of a machine', () => {
    // Open A1; planned A1 and A2; by March 2025 also A2 (its plan) and A4 (its machine); nothing is known of A3 and A5.
    const counts = { open: 1, temporary: 1, planned: 2, variance: -1, direction: 'adverse', forecast: 3 };
    expect(rows).toEqual([
      { level: 'england', code: 'ENG', name: 'England', ...counts, target: 165 },
      { level: 'region', code: 'Y60', name: 'Midlands', ...counts, target: 32 },
      { level: 'icb', code: 'QHL', name: 'Birmingham and Solihull', ...counts, target: null },
    ]);
  });

  it('have a row for a scope without centres, and for a centre only as the scope', () => {
    expect(centresOpen({ scope: { level: 'region', code: 'Y60' }, areas: [areas[1]], centres: [], openingPlans, machines: [] }, '2022-11-13')).toMatchObject([
      { code: 'Y60', open: 0, planned: null, variance: null, direction: null, target: 32 },
    ]);
    expect(centresOpen({ scope: { level: 'cdc', code: 'A1' }, areas: [], centres: [centres[0] ?? centre('A1')], openingPlans, machines: [] }, '2022-11-13')).toMatchObject([
      { level: 'cdc', code: 'A1', open: 1, planned: 1, target: null },
    ]);
  });
});
