import { MILESTONES, dayNumber } from '@cdc/contracts';
import { expectedOpenings, isOpenOn } from '../edition/centres-open.model.js';
import { type Centre, type EditionInputs, type Machine, type MachineMilestone } from '../edition/edition-inputs.model.js';
import { LATE_DAYS, daysLate, isOverdue } from '../edition/installations.model.js';
import { isWithin } from '../edition/organisations.model.js';
import { compareText } from '../edition/test-order.model.js';
import { type CentreOpening, type LateMachine } from './overview.model.js';

/** Every centre of the scope with its three days. */
export function centreOpenings(centres: readonly Centre[], { openingPlans, machines }: Pick<EditionInputs, 'openingPlans' | 'machines'>, today: string): readonly CentreOpening[] {
  const expected = expectedOpenings(machines);
  return centres
    .filter(({ status }) => status !== 'closed')
    .map((centre) => {
      const isOpen = isOpenOn(centre, today);
      const planned = openingPlans.get(centre.code) ?? null;
      return {
        code: centre.code,
        name: centre.name,
        icbCode: centre.icbCode,
        regionCode: centre.regionCode,
        isOpen,
        temporary: centre.temporary,
        opened: isOpen ? centre.opened : null,
        planned,
        expected: isOpen ? centre.opened : (expected.get(centre.code) ?? planned),
      };
    })
    .sort((left, right) => compareText(left.code, right.code));
}

/** Machines that are overdue or late, the longest overdue first, then the latest. */
export function lateMachines({ scope, machines }: Pick<EditionInputs, 'scope' | 'machines'>, nameOf: (code: string) => string | undefined, today: string): readonly LateMachine[] {
  return machines
    .filter(({ place }) => isWithin(place, scope))
    .flatMap((machine) => lateOf(machine, nameOf(machine.orgCode) ?? machine.orgCode, today))
    .sort((left, right) => right.daysOverdue - left.daysOverdue || right.daysLate - left.daysLate || compareText(left.machineId, right.machineId));
}

/** The milestone to chase: the one longest overdue, else the first patient where that is late. A machine in use is not chased. */
function lateOf(machine: Machine, orgName: string, today: string): readonly LateMachine[] {
  const first = machine.milestones.find(({ milestone }) => milestone === 'FIRST_PATIENT');
  if (first?.actual) return [];
  const overdue = machine.milestones
    .filter((stage) => isOverdue(stage, today) && isChased(stage))
    .toSorted((left, right) => compareText(left.forecast ?? '', right.forecast ?? ''))[0];
  const stage = overdue ?? (first && (daysLate(first) ?? 0) >= LATE_DAYS ? first : undefined);
  if (!stage) return [];
  const { machineId, orgCode, modality } = machine;
  const { milestone, baseline, forecast, reason, forecastMoves } = stage;
  const expected = forecast ?? today;
  return [
    {
      ...{ machineId, orgCode, orgName, modality, milestone, baseline, expected },
      daysLate: Math.max(0, daysLate(stage) ?? 0),
      daysOverdue: overdue ? dayNumber(today) - dayNumber(expected) : 0,
      ...{ reason, forecastMoves },
    },
  ];
}

const UP_TO_USE: readonly string[] = MILESTONES.map(({ code }) => code).slice(0, MILESTONES.findIndex(({ code }) => code === 'FIRST_PATIENT') + 1);

/** What follows the first patient is not a matter of installing. */
function isChased({ milestone }: MachineMilestone): boolean {
  return UP_TO_USE.includes(milestone);
}
