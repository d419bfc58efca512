import { MODALITIES } from '@cdc/contracts';
import { MONTHS, datesOfMonth } from './days.js';
import { isOpenOn, openingAsKnownOn, rampUp, type Centre } from './centres.js';
import { draws } from './draws.js';
import { firstPatientOf, machinesOfCentre } from './machines.js';
import { testsOf } from './tests-offered.js';

/** What a centre plans of one test in a month. */
export interface PlannedTests {
  readonly cdcCode: string;
  readonly month: string;
  readonly test: string;
  readonly planned: number;
}

/** The plan of a centre for the year: from its planned opening on, growing to full work. */
export function activityPlanOf(centre: Centre): PlannedTests[] {
  return planFrom(centre, centre.plannedOpening, MONTHS).filter(({ planned }) => planned > 0);
}

/** The plan once more from a month on, as approved when the opening was known to have slipped by a day. Nothing where it had not. */
export function revisedPlanOf(centre: Centre, fromMonth: string, day: string): PlannedTests[] {
  const opening = openingAsKnownOn(centre, day);
  return opening === centre.plannedOpening ? [] : planFrom(centre, opening, MONTHS.filter((month) => month >= fromMonth));
}

function planFrom(centre: Centre, opening: string, months: readonly string[]): PlannedTests[] {
  const fullDays = months.map((month) => datesOfMonth(month).reduce((sum, date) => sum + rampUp(opening, date), 0));
  return testsOf(centre).flatMap(({ test, perWeek }) =>
    months.map((month, at): PlannedTests => ({ cdcCode: centre.code, month, test, planned: Math.round((perWeek * (fullDays[at] ?? 0)) / 7) })),
  );
}

/** Tests done, of which patients did not come, and which were called off. */
export interface DoneTests {
  readonly delivered: number;
  readonly didNotAttend: number;
  readonly cancelled: number;
}

/** Parts of a week's tests by weekday, Monday first. */
const BY_WEEKDAY = [18, 19, 19, 19, 17, 8, 0] as const;
/** Bank holidays, and the week in which most centres are thin of staff. */
const QUIET: readonly string[] = ['2022-04-15', '2022-04-18', '2022-05-02', '2022-06-02', '2022-06-03', '2022-08-29', '2022-09-19'];
/** How well regions keep to their plans, in parts of 100. */
const PACE: Readonly<Record<string, number>> = { Y56: 99, Y58: 90, Y59: 95, Y60: 103, Y61: 92, Y62: 106, Y63: 98 };

/** The day on which a centre begins with each test that waits for a machine of its own; others it does from its opening on. */
export function beginningsOf(centre: Centre): ReadonlyMap<string, string> {
  return new Map(
    machinesOfCentre(centre).flatMap((machine) => {
      const tests: readonly string[] = MODALITIES.find(({ code }) => code === machine.modality)?.tests ?? [];
      return tests.map((test) => [test, firstPatientOf(machine) ?? centre.opens] as const);
    }),
  );
}

/**
 * What a centre does of one test on a day.
 * @param begins the day of its first patient
 * @param at place of the weekday, Monday = 0
 */
export function doneOn(centre: Centre, test: string, perWeek: number, begins: string, date: string, at: number): DoneTests {
  if (!isOpenOn(centre, date) || date < begins) return { delivered: 0, didNotAttend: 0, cancelled: 0 };
  const draw = draws('done', centre.code, test, date);
  const own = draws('pace', centre.code, test).whole(84, 112);
  const usual = (perWeek * (BY_WEEKDAY[at] ?? 0) * (PACE[centre.icb.region] ?? 100) * own * rampUp(begins, date)) / 1_000_000;
  const delivered = Math.round((usual * draw.whole(82, 118) * (QUIET.includes(date) ? 0.15 : 1)) / 100);
  return { delivered, didNotAttend: Math.floor((delivered * draw.whole(2, 8)) / 100), cancelled: Math.floor((delivered * draw.whole(0, 5)) / 100) };
}
