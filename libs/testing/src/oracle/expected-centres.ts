import { type CentresOpen, type Direction } from './edition-content.js';
import { centresOf } from './places.js';
import { TARGETS, TARGET_DAY } from './programme-names.js';
import { type Centre, type Geography, type Organisation } from './published-lists.js';
import { type StatedProgramme } from './stated-programme.js';

/** Whether a centre is open on a day. */
export function isOpenOn({ status, opened }: Centre, day: string): boolean {
  return status === 'open' && (opened === null || opened <= day);
}

/** More than planned is favourable. */
export function directionOf(variance: number): Direction {
  return variance > 0 ? 'favourable' : variance < 0 ? 'adverse' : 'on plan';
}

/** The day on which a centre that is not open is expected to open: the first patient of any machine, else the opening plan; null = not known. */
function expectedDay({ code }: Centre, { machines, milestones, openings }: StatedProgramme): string | null {
  const days = [...machines.values()]
    .filter(({ orgCode }) => orgCode === code)
    .flatMap(({ machineId }) => {
      const dates = milestones.get(machineId)?.get('FIRST_PATIENT');
      return dates?.actual ?? dates?.forecast ?? dates?.baseline ?? [];
    })
    .sort();
  return days[0] ?? openings.get(code) ?? null;
}

/** Centres open on the last day of the period, by place; a centre has a row only where it is the scope. */
export function expectedCentres(geography: Geography, programme: StatedProgramme, organisations: readonly Organisation[], lastDay: string): CentresOpen[] {
  return organisations.flatMap((organisation, place): CentresOpen[] => {
    const { level, code, name } = organisation;
    const centres = centresOf(geography, organisation);
    if (place > 0 && (level === 'cdc' || centres.length === 0)) return [];
    const open = centres.filter((centre) => isOpenOn(centre, lastDay));
    const plannedDays = centres.flatMap((centre) => programme.openings.get(centre.code) ?? []);
    const planned = plannedDays.length === 0 ? null : plannedDays.filter((day) => day <= lastDay).length;
    const variance = planned === null ? null : open.length - planned;
    const expected = centres.filter((centre) => isOpenOn(centre, lastDay) || (expectedDay(centre, programme) ?? '9999-12-31') <= TARGET_DAY);
    return [
      {
        level,
        code,
        name,
        open: open.length,
        temporary: open.filter(({ isTemporary }) => isTemporary).length,
        planned,
        variance,
        direction: variance === null ? null : directionOf(variance),
        forecast: expected.length,
        target: TARGETS[code] ?? null,
      },
    ];
  });
}
