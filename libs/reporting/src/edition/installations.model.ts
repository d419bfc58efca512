import { MILESTONES, MODALITIES, dayNumber, isoDate, type Milestone } from '@cdc/contracts';
import { type PeriodDays } from '../reports/report.model.js';
import { type InstallationFigure, type MissingMachine, type OrganisationName } from './edition-content.model.js';
import { type EditionInputs, type Machine, type MachineMilestone } from './edition-inputs.model.js';
import { grouped } from './grouped.model.js';
import { byOrganisation, isWithin, type OrganisationItems } from './organisations.model.js';
import { directionOf } from './roll-up.model.js';
import { compareText } from './test-order.model.js';

/** Three weeks after the baseline a milestone is late. */
export const LATE_DAYS = 21;
/** A machine of which nothing was stated for so long is named as not updated. */
export const SILENT_DAYS = 28;

/** Where one milestone of one machine stands: 1 for each column of the figures that counts it. */
interface Stage extends Record<Counted, number> {
  readonly machine: Machine;
  readonly milestone: Milestone;
}

const COUNTED = ['planned', 'actual', 'plannedToDate', 'actualToDate', 'forecastToDate', 'late', 'overdue'] as const;
type Counted = (typeof COUNTED)[number];

/** Figures by milestone for every organisation of the scope that has machines, widest level first. */
export function installationFigures(inputs: ScopeInputs, days: PeriodDays): readonly InstallationFigure[] {
  const { areas, centres, machines } = inputs;
  const stages = machines.flatMap((machine) => machine.milestones.filter(isDated).map((dates) => stageOf(machine, dates, days)));
  return byOrganisation(areas, centres.map(({ centre }) => centre), stages, ({ machine }) => machine.place).flatMap(figuresOf);
}

type ScopeInputs = Pick<EditionInputs, 'scope' | 'areas' | 'centres' | 'machines'>;

/** Machines of the scope that are not in use on the last day, and those of them of which nothing was stated lately. */
export function installationCompleteness({ scope, machines }: ScopeInputs, { last }: PeriodDays): { readonly expected: number; readonly silent: readonly MissingMachine[] } {
  const waiting = machines.filter((machine) => isWithin(machine.place, scope) && !isInUse(machine, last));
  const since = isoDate(dayNumber(last) - SILENT_DAYS);
  const silent = waiting
    .filter(({ statedOn }) => statedOn === null || statedOn < since)
    .map(({ machineId, orgCode, modality, statedOn }) => ({ machineId, orgCode, modality, statedOn }))
    .sort((left, right) => compareText(left.machineId, right.machineId));
  return { expected: waiting.length, silent };
}

/** Days from the baseline to the actual, or else the forecast, date; null where one of them is not known. */
export function daysLate({ baseline, actual, forecast }: MachineMilestone): number | null {
  const expected = actual ?? forecast;
  return baseline === null || expected === null ? null : dayNumber(expected) - dayNumber(baseline);
}

export function isOverdue({ actual, forecast }: MachineMilestone, day: string): boolean {
  return actual === null && forecast !== null && forecast <= day;
}

function isInUse({ milestones }: Machine, day: string): boolean {
  return milestones.some(({ milestone, actual }) => milestone === 'FIRST_PATIENT' && isReached(actual, day));
}

function isReached(date: string | null, day: string): boolean {
  return date !== null && date <= day;
}

function stageOf(machine: Machine, dates: MachineMilestone, { first, last }: PeriodDays): Stage {
  const { milestone, baseline, forecast, actual } = dates;
  const counts = (is: boolean): number => (is ? 1 : 0);
  return {
    machine,
    milestone,
    planned: counts(isReached(baseline, last) && !isBefore(baseline, first)),
    actual: counts(isReached(actual, last) && !isBefore(actual, first)),
    plannedToDate: counts(isReached(baseline, last)),
    actualToDate: counts(isReached(actual, last)),
    forecastToDate: counts(isReached(actual ?? forecast, last)),
    late: counts((daysLate(dates) ?? 0) >= LATE_DAYS),
    overdue: counts(isOverdue(dates, last)),
  };
}

function isBefore(date: string | null, day: string): boolean {
  return date !== null && date < day;
}

function figuresOf({ items, ...organisation }: OrganisationItems<Stage>): readonly InstallationFigure[] {
  const byMilestone = grouped(items, ({ milestone }) => milestone);
  return MILESTONES.flatMap(({ code }) => {
    const stages = byMilestone.get(code);
    if (!stages) return [];
    const all = figureOf(organisation, code, null, stages);
    return code === 'FIRST_PATIENT' && organisation.level !== 'cdc' ? [all, ...byModality(organisation, stages)] : [all];
  });
}

function byModality(organisation: OrganisationName, stages: readonly Stage[]): readonly InstallationFigure[] {
  const byKind = grouped(stages, ({ machine }) => machine.modality);
  return MODALITIES.flatMap(({ code }) => {
    const own = byKind.get(code);
    return own ? [figureOf(organisation, 'FIRST_PATIENT', code, own)] : [];
  });
}

function figureOf({ level, code, name }: OrganisationName, milestone: Milestone, modality: string | null, stages: readonly Stage[]): InstallationFigure {
  const counts = { planned: 0, actual: 0, plannedToDate: 0, actualToDate: 0, forecastToDate: 0, late: 0, overdue: 0 };
  for (const stage of stages) for (const column of COUNTED) counts[column] += stage[column];
  const { late, overdue, ...dates } = counts;
  const variance = dates.actualToDate - dates.plannedToDate;
  return { level, code, name, milestone, modality, machines: stages.length, ...dates, variance, direction: directionOf(variance), late, overdue };
}

function isDated({ baseline, forecast, actual }: MachineMilestone): boolean {
  return baseline !== null || forecast !== null || actual !== null;
}
