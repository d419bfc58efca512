import { type EditionContent, type InstallationFigure } from './edition-content.js';
import { directionOf } from './expected-centres.js';
import { byText, placesByCode } from './places.js';
import { addDays, dayNumber } from './plain-dates.js';
import { MILESTONES, MODALITIES } from './programme-names.js';
import { type Geography, type Organisation } from './published-lists.js';
import { type StatedDates, type StatedMachine, type StatedProgramme } from './stated-programme.js';

const LATE_DAYS = 21;
const STALE_DAYS = 28;

type Counts = Omit<InstallationFigure, 'level' | 'code' | 'name' | 'milestone' | 'modality'>;

/** A date that nobody stated lies after every day. */
const by = (date: string | null, day: string): boolean => date !== null && date <= day;

function isLate({ baseline, forecast, actual }: StatedDates): boolean {
  const expected = actual ?? forecast;
  return expected !== null && baseline !== null && dayNumber(expected) - dayNumber(baseline) >= LATE_DAYS;
}

function countsOf(dates: readonly StatedDates[], firstDay: string, lastDay: string): Counts {
  const count = (test: (one: StatedDates) => boolean): number => dates.filter(test).length;
  const within = (date: string | null): boolean => date !== null && date >= firstDay && date <= lastDay;
  const plannedToDate = count(({ baseline }) => by(baseline, lastDay));
  const actualToDate = count(({ actual }) => by(actual, lastDay));
  return {
    machines: dates.length,
    planned: count(({ baseline }) => within(baseline)),
    actual: count(({ actual }) => within(actual)),
    plannedToDate,
    actualToDate,
    forecastToDate: count(({ actual, forecast }) => by(actual ?? forecast, lastDay)),
    variance: actualToDate - plannedToDate,
    direction: directionOf(actualToDate - plannedToDate),
    late: count(isLate),
    overdue: count(({ actual, forecast }) => actual === null && by(forecast, lastDay)),
  };
}

function machinesByPlace(geography: Geography, machines: Iterable<StatedMachine>): Map<string, StatedMachine[]> {
  const placesOf = placesByCode(geography);
  const found = new Map<string, StatedMachine[]>();
  for (const machine of machines) {
    for (const place of placesOf(machine.orgCode)) found.set(place, [...(found.get(place) ?? []), machine]);
  }
  return found;
}

/** What an edition states of machines, over the first and last days of its period. */
export function expectedInstallations(
  geography: Geography,
  { machines, milestones, statedOn }: StatedProgramme,
  organisations: readonly Organisation[],
  firstDay: string,
  lastDay: string,
): { figures: InstallationFigure[]; completeness: { machinesExpected: number; machinesUpdated: number; machinesNotUpdated: number }; missing: EditionContent['missing']['machines'] } {
  const byPlace = machinesByPlace(geography, machines.values());
  const figures = organisations.flatMap(({ level, code, name }): InstallationFigure[] => {
    const here = byPlace.get(code) ?? [];
    return MILESTONES.flatMap(({ code: milestone }): InstallationFigure[] => {
      const row = (modality: string | null): InstallationFigure[] => {
        const chosen = here.filter((machine) => modality === null || machine.modality === modality);
        const dates = chosen.flatMap(({ machineId }) => milestones.get(machineId)?.get(milestone) ?? []);
        return dates.length === 0 ? [] : [{ level, code, name, milestone, modality, ...countsOf(dates, firstDay, lastDay) }];
      };
      const toldApart = milestone === 'FIRST_PATIENT' && level !== 'cdc';
      return [null, ...(toldApart ? MODALITIES.map((modality) => modality.code) : [])].flatMap(row);
    });
  });
  const expected = (byPlace.get(organisations[0]?.code ?? '') ?? []).filter(({ machineId }) => !by(milestones.get(machineId)?.get('FIRST_PATIENT')?.actual ?? null, lastDay));
  const missing = expected
    .map(({ machineId, orgCode, modality }) => ({ machineId, orgCode, modality, statedOn: statedOn.get(machineId) ?? null }))
    .filter((machine) => machine.statedOn === null || machine.statedOn < addDays(lastDay, -STALE_DAYS))
    .sort((left, right) => byText(left.machineId, right.machineId));
  const completeness = { machinesExpected: expected.length, machinesUpdated: expected.length - missing.length, machinesNotUpdated: missing.length };
  return { figures, completeness, missing };
}
