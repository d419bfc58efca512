import { DM01_COLUMNS, type Dm01Month, type Dm01ProviderTest } from './dm01-workbook.js';
import { type Dm01Row, type EditionContent, type Level } from './edition-content.js';
import { type ActivityKind } from './expected-cells.js';
import { type Geography, type Organisation } from './published-lists.js';
import { TEST_NAMES, testCode } from './test-names.js';
import { sumOfStated } from './whole-numbers.js';

interface Group {
  readonly level: Level;
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly holds: (row: Dm01ProviderTest) => boolean;
}

/** The loaded month that an edition shows beside its activity. */
export function dm01MonthFor(loaded: readonly string[], kind: ActivityKind, period: string): string | null {
  if (kind === 'monthly') return loaded.includes(period) ? period : null;
  const past = loaded.filter((month) => month <= period.slice(0, 7)).sort();
  return past[past.length - 1] ?? null;
}

const NOT_KNOWN = { level: 'icb', code: 'ICB_NOT_KNOWN', name: 'ICB not known' } as const;

/** The group of an organisation, with the row "ICB not known" of England and of a region behind it. */
function groupsOf(geography: Geography, organisation: Organisation): Group[] {
  const { level, code, name, parent } = organisation;
  const icbOf = (row: Dm01ProviderTest): string | undefined => geography.icbOfTrust.get(row.providerCode);
  const hostTrust = geography.centres.find((centre) => centre.code === code)?.hostTrust;
  const holds: Record<Level, Group['holds']> = {
    england: () => true,
    region: (row) => row.regionCode === code,
    icb: (row) => icbOf(row) === code,
    cdc: (row) => row.providerCode === hostTrust,
  };
  const group = { level, code, name, parent, holds: holds[level] };
  if (level !== 'england' && level !== 'region') return [group];
  return [group, { ...NOT_KNOWN, parent: code, holds: (row) => holds[level](row) && icbOf(row) === undefined }];
}

function dm01Row(group: Group, test: string, rows: readonly Dm01ProviderTest[]): Dm01Row {
  const sums = Object.fromEntries(DM01_COLUMNS.map((column) => [column, sumOfStated(rows.map((row) => row[column])) ?? 0]));
  const at = (column: (typeof DM01_COLUMNS)[number]): number => sums[column] ?? 0;
  return {
    level: group.level,
    code: group.code,
    name: group.name,
    parent: group.parent,
    test,
    waitingList: at('waitingList'),
    over6Weeks: at('over6Weeks'),
    over13Weeks: at('over13Weeks'),
    waitingListActivity: at('waitingListActivity'),
    plannedActivity: at('plannedActivity'),
    unscheduledActivity: at('unscheduledActivity'),
    totalActivity: at('waitingListActivity') + at('plannedActivity') + at('unscheduledActivity'),
    providers: new Set(rows.map((row) => row.providerCode)).size,
  };
}

/** The DM01 rows of the organisations of a scope: a row wherever a provider of the group reported the test. */
export function expectedDm01(geography: Geography, month: Dm01Month | undefined, organisations: readonly Organisation[]): EditionContent['dm01'] {
  if (!month) return { month: null, rows: [] };
  const groups = organisations.flatMap((organisation) => groupsOf(geography, organisation));
  const rows: Dm01Row[] = [];
  for (const group of groups) {
    const held = month.rows.filter(group.holds);
    for (const { code: test } of TEST_NAMES) {
      const ofTest = held.filter((row) => testCode(row.testName) === test);
      if (ofTest.length > 0) rows.push(dm01Row(group, test, ofTest));
    }
  }
  return { month: month.month, rows };
}
