import { ICBS, MODALITIES, PROGRAMME_TARGET, REGIONS, BUDGET_LINES, SPEND_KINDS, dayNumber, isoDate } from '@cdc/contracts';
import { type CentreOpening, type OverviewItem } from '../platform-api/overview-item.js';
import { type CentresOpen, type InstallationFigure, type SpendFigure, type Total } from '../platform-api/programme-figures.js';

/** A programme in the middle of its course, for specs: every number follows from the ones above it. */
const TODAY = '2022-11-18';
const FIRST_OPENING = dayNumber('2021-07-20');
const DAYS_BETWEEN_OPENINGS = 7;
const SLIP_DAYS = [0, 0, -5, 12, 0, 40, 0, 90];

const england = { level: 'england', code: 'ENG', name: 'England' } as const;

export function openingsUnderTest(): CentreOpening[] {
  const regions = REGIONS.flatMap(({ code }) => Array.from({ length: PROGRAMME_TARGET.byRegion[code] }, (_, index) => ({ code, index })));
  // Taken in turns, so that every region opens centres all the time.
  regions.sort((a, b) => a.index / PROGRAMME_TARGET.byRegion[a.code] - b.index / PROGRAMME_TARGET.byRegion[b.code]);
  return regions.map(({ code, index }, position) => {
    const icbs = ICBS.filter(({ region }) => region === code);
    const planned = isoDate(FIRST_OPENING + position * DAYS_BETWEEN_OPENINGS);
    const expected = isoDate(dayNumber(planned) + (SLIP_DAYS[position % SLIP_DAYS.length] ?? 0) + (position > 150 ? 30 : 0));
    const isOpen = expected <= TODAY;
    return {
      code: `${code}${String(index).padStart(2, '0')}`,
      name: `Centre ${code} ${index + 1}`,
      icbCode: icbs[index % icbs.length]?.code ?? '',
      regionCode: code,
      isOpen,
      temporary: position % 20 === 3,
      opened: isOpen ? expected : null,
      planned,
      expected,
    };
  });
}

export function overviewUnderTest(over: Partial<OverviewItem> = {}): OverviewItem {
  const openings = openingsUnderTest();
  const regions = REGIONS.map(({ code, name }) => ({ level: 'region' as const, code, name }));
  const places = [england, ...regions];
  return {
    at: '2022-11-18T14:32:00Z',
    asAt: { 'cdc-registry': '400', 'activity-ingest': '1200' },
    scope: england,
    week: '2022-11-13',
    month: '2022-10',
    completeness: {
      centresExpected: 70,
      centresReported: 66,
      centresNotReported: 4,
      cellsReported: 600,
      cellsNotReported: 30,
      installations: { machinesExpected: 340, machinesUpdated: 331, machinesNotUpdated: 9 },
      spend: { entitiesExpected: 42, entitiesPosted: 40, entitiesNotPosted: 2 },
    },
    centres: [...places, ...ICBS.map(({ code, name }) => ({ level: 'icb' as const, code, name }))].map((place) => centresOf(openings, place)),
    openings,
    weeks: Array.from({ length: 33 }, (_, index) => ({
      period: isoDate(dayNumber('2022-11-13') - (32 - index) * 7),
      plan: 60_000 + index * 130,
      actual: index === 8 ? null : 57_400 + index * 130 + ((index * 37) % 11) * 300,
      centresReported: 60,
      centresExpected: 64,
    })),
    tests: places.map((place, index) => testsOf(place, index === 0 ? 64_350 : 9_000 + index * 100, index === 0 ? -1_950 : (index - 4) * 160)),
    installations: [...places.map((place, index) => machinesOf(place, null, index === 0 ? 697 : 95)), ...MODALITIES.map(({ code }, index) => machinesOf(england, code, 60 + index))],
    lateMachines: Array.from({ length: 14 }, (_, index) => ({
      machineId: `M-${index}`,
      orgCode: `Y60${index}`,
      orgName: index === 0 ? 'Orchard Gate <North>' : `Centre Y60 ${index}`,
      modality: index % 3 === 0 ? 'MRI' : 'CT',
      milestone: 'DELIVERED',
      baseline: '2022-08-01',
      expected: index < 7 ? isoDate(dayNumber(TODAY) - 23 + index) : isoDate(dayNumber(TODAY) + index),
      daysLate: 140 - index * 8,
      daysOverdue: index < 7 ? 23 - index : 0,
      reason: index % 3 === 0 ? 'POWER_SHIELDING' : index === 5 ? null : 'BUILDING_WORKS',
      forecastMoves: 2,
    })),
    spend: SPEND_KINDS.flatMap((kind) => [
      ...places.map((place, index) => spendOf(place, kind, null, index === 0 ? 23_100_000_000 : 3_300_000_000, kind === 'capital' ? (index === 0 ? -14 : -4 * (index % 4)) : -3)),
      ...BUDGET_LINES.map(({ code }) => spendOf(england, kind, code, 2_500_000_000, kind === 'capital' ? -9 : 1)),
    ]),
    unmatched: [{ ...england, lines: 4, amount: 1_234_567, linesToDate: 31, amountToDate: 412_345_678 }],
    ...over,
  };
}

/** The same programme as a region sees it. */
export function regionOverviewUnderTest(code: string, name: string): OverviewItem {
  const whole = overviewUnderTest();
  const scope = { level: 'region' as const, code, name };
  const boards = new Set(ICBS.filter(({ region }) => region === code).map((icb): string => icb.code));
  const isMine = (place: { readonly level: string; readonly code: string }) => place.code === code || (place.level === 'icb' && boards.has(place.code));
  return {
    ...whole,
    scope,
    centres: whole.centres.filter(isMine),
    openings: whole.openings.filter(({ regionCode }) => regionCode === code),
    tests: whole.tests.filter(isMine),
    installations: whole.installations.filter(isMine),
    spend: whole.spend.filter(isMine),
    unmatched: [],
  };
}

function centresOf(openings: readonly CentreOpening[], place: { readonly level: CentresOpen['level']; readonly code: string; readonly name: string }): CentresOpen {
  const here = openings.filter(({ regionCode, icbCode }) => place.level === 'england' || place.code === regionCode || place.code === icbCode);
  const open = here.filter(({ isOpen }) => isOpen);
  const planned = here.filter((centre) => (centre.planned ?? '') <= TODAY).length;
  const variance = open.length - planned;
  return {
    ...place,
    open: open.length,
    temporary: open.filter(({ temporary }) => temporary).length,
    planned,
    variance,
    direction: variance < 0 ? 'adverse' : variance === 0 ? 'on plan' : 'favourable',
    forecast: here.filter(({ expected }) => expected !== null && expected <= PROGRAMME_TARGET.by).length,
    target: place.level === 'england' ? PROGRAMME_TARGET.centres : place.level === 'region' ? here.length : null,
  };
}

function testsOf(place: { readonly level: Total['level']; readonly code: string; readonly name: string }, plan: number, variance: number): Total {
  return {
    ...place,
    basis: 'ALL_CDC',
    plan,
    planNotReported: 900,
    actual: plan + variance,
    actualWithoutPlan: 0,
    variance,
    direction: variance < 0 ? 'adverse' : variance === 0 ? 'on plan' : 'favourable',
    didNotAttend: null,
    cancelled: null,
    centresReported: 60,
    centresExpected: 64,
  };
}

export function machinesOf(place: { readonly level: InstallationFigure['level']; readonly code: string; readonly name: string }, modality: string | null, machines: number): InstallationFigure {
  const [plannedToDate, actualToDate] = [Math.round(machines * 0.54), Math.round(machines * 0.51)];
  return {
    ...place,
    milestone: 'FIRST_PATIENT',
    modality,
    machines,
    planned: 6,
    actual: 4,
    plannedToDate,
    actualToDate,
    forecastToDate: actualToDate + 2,
    variance: actualToDate - plannedToDate,
    direction: 'adverse',
    late: modality === 'MRI' ? 36 : Math.round(machines * 0.18),
    overdue: Math.round(machines * 0.01),
  };
}

/** @param percent of the plan to date by which spend differs from it */
export function spendOf(
  place: { readonly level: SpendFigure['level']; readonly code: string; readonly name: string },
  kind: SpendFigure['kind'],
  line: string | null,
  planToDate: number,
  percent: number,
): SpendFigure {
  const varianceToDate = Math.round((planToDate * percent) / 100);
  const direction = varianceToDate > 0 ? 'adverse' : varianceToDate < 0 ? 'favourable' : 'on plan';
  return {
    ...place,
    kind,
    line,
    plan: Math.round(planToDate / 7),
    actual: Math.round((planToDate + varianceToDate) / 7),
    variance: Math.round(varianceToDate / 7),
    direction,
    planToDate,
    actualToDate: planToDate + varianceToDate,
    varianceToDate,
    directionToDate: direction,
    budget: planToDate * 2,
    forecastOutturn: planToDate * 2 + varianceToDate,
    committed: Math.round(planToDate / 10),
    accrued: Math.round(planToDate / 20),
  };
}
