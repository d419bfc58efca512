import { ENGLAND, PROGRAMME_TARGET, REGIONS, type BudgetLine, type SpendKind } from '@cdc/contracts';
import { BUDGET, PHASING, type BudgetPart } from './budget.js';
import { isBuiltThisYear, type Archetype, type Centre } from './centres.js';
import { MONTHS } from './days.js';
import { draws } from './draws.js';
import { splitPence } from './money.js';

/** What an organisation plans to spend on one kind and line in each month of the year. */
export interface PlannedSpend {
  readonly orgCode: string;
  /** The centre, where it is one. */
  readonly centre: Centre | null;
  /** Null for England. */
  readonly region: string | null;
  readonly kind: SpendKind;
  readonly line: BudgetLine;
  /** Pence, April first. */
  readonly months: readonly number[];
}

type Share = Pick<PlannedSpend, 'orgCode' | 'centre' | 'region'> & { readonly weight: number };

const SIZE: Readonly<Record<Archetype, number>> = { standard: 10, large: 17, hub: 12, spoke: 4 };

/** Months in which a centre is to be open, so that it has running costs. */
function monthsOpen({ plannedOpening }: Centre): readonly boolean[] {
  return MONTHS.map((month) => plannedOpening.slice(0, 7) <= month);
}

function centreShares(kind: SpendKind, centres: readonly Centre[]): Share[] {
  return centres.flatMap((centre): Share[] => {
    const weight = SIZE[centre.archetype] * draws('budget', kind, centre.code).whole(80, 120);
    const has = kind === 'capital' ? isBuiltThisYear(centre) : monthsOpen(centre).some(Boolean);
    const part = kind === 'capital' ? 1 : monthsOpen(centre).filter(Boolean).length / MONTHS.length;
    return has ? [{ orgCode: centre.code, centre, region: centre.icb.region, weight: Math.round(weight * part) }] : [];
  });
}

const REGION_SHARES: readonly Share[] = REGIONS.map(({ code }) => ({ orgCode: code, centre: null, region: code, weight: PROGRAMME_TARGET.byRegion[code] }));
const ENGLAND_SHARE: Share = { orgCode: ENGLAND.code, centre: null, region: null, weight: 1 };

function phasingOf(kind: SpendKind, centre: Centre | null): readonly number[] {
  const usual = PHASING[kind];
  if (centre === null || kind === 'capital') return usual;
  const open = monthsOpen(centre);
  return usual.map((weight, at) => (open[at] ? weight : 0));
}

/** A part of the budget, shared out to the penny among centres, regions and England. */
function partOf({ kind, line, pence, byCentres, byRegions }: BudgetPart, centres: readonly Centre[]): PlannedSpend[] {
  const groups: readonly (readonly [share: number, of: readonly Share[]])[] = [
    [byCentres, byCentres > 0 ? centreShares(kind, centres) : []],
    [byRegions, REGION_SHARES],
    [100 - byCentres - byRegions, [ENGLAND_SHARE]],
  ];
  const amounts = splitPence(pence, groups.map(([share]) => share));
  return groups.flatMap(([share, of], group) => {
    if (share === 0) return [];
    const each = splitPence(amounts[group] ?? 0, of.map(({ weight }) => weight));
    return of.map(({ weight: _, ...organisation }, at) => ({ ...organisation, kind, line, months: splitPence(each[at] ?? 0, phasingOf(kind, organisation.centre)) }));
  });
}

/** The whole budget of the year by organisation. Every kind and line adds up to the penny. */
export function spendPlan(centres: readonly Centre[]): PlannedSpend[] {
  return BUDGET.flatMap((part) => partOf(part, centres));
}

/** How spend keeps to its plan, in parts of 100, by region: capital runs behind where openings slip. */
const REVENUE_PACE: Readonly<Record<string, number>> = { Y56: 112, Y58: 100, Y59: 104, Y60: 109, Y61: 103, Y62: 106, Y63: 105 };
const CAPITAL_PACE: Readonly<Record<string, number>> = { Y56: 101, Y58: 78, Y59: 93, Y60: 104, Y61: 86, Y62: 118, Y63: 98 };
const ENGLAND_PACE = 92;

/** What is really spent of a planned amount, in pence. */
export function spentOf(spend: PlannedSpend, month: number): number {
  const pace = (spend.kind === 'capital' ? CAPITAL_PACE : REVENUE_PACE)[spend.region ?? ''] ?? ENGLAND_PACE;
  const own = draws('spent', spend.orgCode, spend.kind, spend.line, month).whole(88, 112);
  const slipped = (spend.centre?.slips ?? []).reduce((days, slip) => days + slip.days, 0);
  // Money of a building that slips is spent later.
  const delay = spend.kind === 'capital' ? Math.max(0.35, 1 - slipped / 150) : 1;
  return Math.round(((spend.months[month] ?? 0) * pace * own * delay) / 10_000);
}
