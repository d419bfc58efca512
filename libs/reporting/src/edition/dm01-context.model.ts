import { ENGLAND } from '@cdc/contracts';
import { type Dm01Row, type OrganisationName } from './edition-content.model.js';
import {
  type Area,
  type Centre,
  type Dm01Provider,
  type Dm01Stated,
  type EditionInputs,
} from './edition-inputs.model.js';
import { grouped } from './grouped.model.js';
import { compareLevels, compareText, isInBasis, testOrder } from './test-order.model.js';

/** More than half of DM01's providers are in no trust extract; they are shown, never spread or dropped. */
const ICB_NOT_KNOWN = { level: 'icb', code: 'ICB_NOT_KNOWN', name: 'ICB not known' } as const;

interface Group extends OrganisationName {
  readonly parent: string | null;
  readonly providers: readonly Dm01Provider[];
}

/** DM01 rows of every organisation of the scope that has a provider with the test, widest level first. */
export function dm01Rows({
  areas,
  centres,
  dm01,
}: Pick<EditionInputs, 'areas' | 'centres' | 'dm01'>): readonly Dm01Row[] {
  const groups = [
    ...areas.flatMap((area) => groupsOfArea(area, dm01.providers)),
    ...centres.map(({ centre }) => groupOfCentre(centre, dm01.providers)),
  ].sort(
    (left, right) =>
      compareLevels(left.level, right.level) ||
      compareText(left.code, right.code) ||
      compareText(left.parent ?? '', right.parent ?? ''),
  );
  return groups.flatMap(rowsOf);
}

function groupsOfArea(area: Area, providers: readonly Dm01Provider[]): readonly Group[] {
  if (area.level === 'icb') return [{ ...area, providers: providers.filter(({ icbCode }) => icbCode === area.code) }];
  const within =
    area.code === ENGLAND.code ? providers : providers.filter(({ regionCode }) => regionCode === area.code);
  const unplaced = within.filter(({ icbCode }) => icbCode === null);
  return [
    { ...area, providers: within },
    { ...ICB_NOT_KNOWN, parent: area.code, providers: unplaced },
  ];
}

function groupOfCentre({ code, name, icbCode, hostTrust }: Centre, providers: readonly Dm01Provider[]): Group {
  return {
    level: 'cdc',
    code,
    name,
    parent: icbCode,
    providers: providers.filter((provider) => provider.code === hostTrust),
  };
}

function rowsOf({ level, code, name, parent, providers }: Group): readonly Dm01Row[] {
  const ofDm01 = providers.flatMap(({ tests }) => tests).filter(({ test }) => isInBasis(test, 'DM01_15'));
  return [...grouped(ofDm01, ({ test }) => test)]
    .sort(([left], [right]) => testOrder(left) - testOrder(right))
    .map(([test, stated]) => ({ level, code, name, parent, test, ...sumsOf(stated), providers: stated.length }));
}

function sumsOf(
  stated: readonly Dm01Stated[],
): Omit<Dm01Row, keyof OrganisationName | 'parent' | 'test' | 'providers'> {
  const sum = (valueOf: (row: Dm01Stated) => number): number => stated.reduce((total, row) => total + valueOf(row), 0);
  return {
    waitingList: sum((row) => row.waitingList),
    over6Weeks: sum((row) => row.over6Weeks),
    over13Weeks: sum((row) => row.over13Weeks),
    waitingListActivity: sum((row) => row.waitingListActivity),
    plannedActivity: sum((row) => row.plannedActivity),
    unscheduledActivity: sum((row) => row.unscheduledActivity),
    totalActivity: sum((row) => row.waitingListActivity + row.plannedActivity + row.unscheduledActivity),
  };
}
