import { MILESTONES, MODALITIES, dayNumber, isoDate, type Milestone } from '@cdc/contracts';
import { type PeriodDays } from '../reports/report.model.js';
import { type InstallationFigure, type MissingMachine } from './edition-content.model.js';
import { type EditionInputs, type Machine, type MachineMilestone } from './edition-inputs.model.js';
import { byOrganisation, isWithin, type OrganisationItems } from './organisations.model.js';
import { directionOf } from './roll-up.model.js';
import { compareText } from './test-order.model.js';

/** Three weeks after the baseline a milestone is late. */
export const LATE_DAYS = 21;
/** A machine of which nothing was stated for so long is named as not updated. */
export const SILENT_DAYS = 28;

/** A machine, and where one of its milestones stands. */
interface Stage {
  readonly machine: Machine;
  readonly stage: MachineMilestone;
}

/** Figures by milestone for every organisation of the scope that has machines, widest level first. */
export function installationFigures(inputs: ScopeInputs, days: PeriodDays): readonly InstallationFigure[] {
  const { areas, centres, machines } = inputs;
  return byOrganisation(areas, centres.map(({ centre }) => centre), machines, ({ place }) => place).flatMap((organisation) => figuresOf(organisation, days));
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

function figuresOf(organisation: OrganisationItems<Machine>, days: PeriodDays): readonly InstallationFigure[] {
  return MILESTONES.flatMap(({ code }) => {
    const stages = organisation.items.flatMap((machine) => {
      const stage = machine.milestones.find(({ milestone }) => milestone === code);
      return stage && isDated(stage) ? [{ machine, stage }] : [];
    });
    if (stages.length === 0) return [];
    const all = figureOf(organisation, code, null, stages, days);
    return code === 'FIRST_PATIENT' && organisation.level !== 'cdc' ? [all, ...byModality(organisation, stages, days)] : [all];
  });
}

function byModality(organisation: OrganisationItems<Machine>, stages: readonly Stage[], days: PeriodDays): readonly InstallationFigure[] {
  return MODALITIES.flatMap(({ code }) => {
    const own = stages.filter(({ machine }) => machine.modality === code);
    return own.length === 0 ? [] : [figureOf(organisation, 'FIRST_PATIENT', code, own, days)];
  });
}

function figureOf(
  { level, code, name }: OrganisationItems<Machine>,
  milestone: Milestone,
  modality: string | null,
  stages: readonly Stage[],
  { first, last }: PeriodDays,
): InstallationFigure {
  const count = (test: (stage: MachineMilestone) => boolean): number => stages.filter(({ stage }) => test(stage)).length;
  const within = (date: string | null): boolean => isReached(date, last) && date !== null && date >= first;
  const plannedToDate = count(({ baseline }) => isReached(baseline, last));
  const actualToDate = count(({ actual }) => isReached(actual, last));
  const variance = actualToDate - plannedToDate;
  return {
    level,
    code,
    name,
    milestone,
    modality,
    machines: stages.length,
    planned: count(({ baseline }) => within(baseline)),
    actual: count(({ actual }) => within(actual)),
    plannedToDate,
    actualToDate,
    forecastToDate: count(({ actual, forecast }) => isReached(actual ?? forecast, last)),
    variance,
    direction: directionOf(variance),
    late: count((stage) => (daysLate(stage) ?? 0) >= LATE_DAYS),
    overdue: count((stage) => isOverdue(stage, last)),
  };
}

function isDated({ baseline, forecast, actual }: MachineMilestone): boolean {
  return baseline !== null || forecast !== null || actual !== null;
}
