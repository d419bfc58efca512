import { PROGRAMME_TARGET, type Level } from '@cdc/contracts';
import { type CentresOpen } from './edition-content.model.js';
import { type Area, type Centre, type EditionInputs, type Machine } from './edition-inputs.model.js';
import { byOrganisation, placeOfCentre, type OrganisationItems } from './organisations.model.js';
import { directionOf } from './roll-up.model.js';

/** A centre with the day on which it was to open, and the one on which it is now expected to. */
interface Opening {
  readonly centre: Centre;
  readonly planned: string | null;
  readonly expected: string | null;
}

/** Centres open on a day, for the scope and its areas; a centre has a row of its own only when it is the scope. */
export function centresOpen(
  { scope, areas, centres, openingPlans, machines }: Pick<EditionInputs, 'scope' | 'areas' | 'openingPlans' | 'machines'> & { readonly centres: readonly Centre[] },
  last: string,
): readonly CentresOpen[] {
  const expected = expectedOpenings(machines);
  const openings = centres.map((centre) => {
    const planned = openingPlans.get(centre.code) ?? null;
    return { centre, planned, expected: expected.get(centre.code) ?? planned };
  });
  const organisations = byOrganisation(areas, scope.level === 'cdc' ? centres : [], openings, ({ centre }) => placeOfCentre(centre));
  return withScope(organisations, scope, areas).map((organisation) => openOf(organisation, last));
}

/** Open: the register says so, its first day has come and its last has not passed. */
export function isOpenOn({ status, opened, closed }: Centre, day: string): boolean {
  return status === 'open' && (opened === null || opened <= day) && (closed === null || closed >= day);
}

/** By centre, the earliest day on which one of its machines is expected to have its first patient. */
export function expectedOpenings(machines: readonly Machine[]): ReadonlyMap<string, string> {
  const earliest = new Map<string, string>();
  for (const { place, milestones } of machines) {
    const first = milestones.find(({ milestone }) => milestone === 'FIRST_PATIENT');
    const day = first?.actual ?? first?.forecast ?? first?.baseline ?? null;
    if (place.cdc === null || day === null) continue;
    const known = earliest.get(place.cdc);
    if (known === undefined || day < known) earliest.set(place.cdc, day);
  }
  return earliest;
}

/** The scope itself has a row, also when it has no centre. */
function withScope(
  organisations: readonly OrganisationItems<Opening>[],
  scope: { readonly level: Level; readonly code: string },
  areas: readonly Area[],
): readonly OrganisationItems<Opening>[] {
  if (organisations.some(({ level, code }) => level === scope.level && code === scope.code)) return organisations;
  const area = areas.find(({ level, code }) => level === scope.level && code === scope.code);
  return area ? [{ level: area.level, code: area.code, name: area.name, items: [] }, ...organisations] : organisations;
}

function openOf({ level, code, name, items }: OrganisationItems<Opening>, last: string): CentresOpen {
  const open = items.filter(({ centre }) => isOpenOn(centre, last));
  const planned = items.some((one) => one.planned !== null) ? items.filter((one) => one.planned !== null && one.planned <= last).length : null;
  const variance = planned === null ? null : open.length - planned;
  const toCome = items.filter((one) => !open.includes(one) && one.expected !== null && one.expected <= PROGRAMME_TARGET.by);
  return {
    level,
    code,
    name,
    open: open.length,
    temporary: open.filter(({ centre }) => centre.temporary).length,
    planned,
    variance,
    direction: variance === null ? null : directionOf(variance),
    forecast: open.length + toCome.length,
    target: targetOf(level, code),
  };
}

function targetOf(level: Level, code: string): number | null {
  if (level === 'england') return PROGRAMME_TARGET.centres;
  const shares: Readonly<Record<string, number>> = PROGRAMME_TARGET.byRegion;
  return level === 'region' ? (shares[code] ?? null) : null;
}
