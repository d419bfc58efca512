import { MILESTONES, REGIONS, type BudgetLine, type Milestone, type Modality, type RegionCode, type SlipReason } from '@cdc/contracts';
import { type Archetype, type Centre, type Slip } from './centres.js';
import { TODAY, addDays } from './days.js';
import { draws, type Draws } from './draws.js';
import { type Trust } from './trusts.js';

/** An invented machine on its way into use. */
export interface Machine {
  readonly id: string;
  readonly orgCode: string;
  readonly region: RegionCode;
  readonly modality: Modality;
  readonly fundingLine: BudgetLine;
  readonly valuePence: number;
  readonly supplier: string;
  readonly purchaseOrder: string;
  readonly isTemporary: boolean;
  readonly testsPerWeek: number;
  readonly baselines: ReadonlyMap<Milestone, string>;
  readonly slips: readonly Slip[];
  /** The day from which on nobody says anything of it any more. */
  readonly forgottenFrom: string | null;
}

/** Where a milestone stands on a day. */
export interface MilestoneDates {
  readonly milestone: Milestone;
  readonly baseline: string;
  /** As expected on that day; of one that is reached, the actual date. */
  readonly expected: string;
  readonly actual: string | null;
  readonly reason: SlipReason | null;
}

/** Days before, and after, the first patient. */
const SCHEDULE: readonly (readonly [Milestone, number])[] = [
  ['NEED', -430],
  ['BC_APPROVED', -340],
  ['FUNDED', -280],
  ['ORDERED', -215],
  ['ENABLING_START', -150],
  ['MANUFACTURED', -75],
  ['ENABLING_DONE', -48],
  ['DELIVERED', -40],
  ['INSTALLED', -26],
  ['COMMISSIONED', -13],
  ['STAFF_READY', -8],
  ['FIRST_PATIENT', 0],
  ['FULL_CAPACITY', 63],
];
const THOUSAND_POUNDS = 100_000;
/** Thousands of pounds, and tests a week. */
const KINDS: Readonly<Record<Modality, readonly [cost: number, testsPerWeek: number]>> = {
  MRI: [1150, 90],
  CT: [780, 110],
  XRAY: [310, 220],
  ULTRASOUND: [95, 70],
  ECHOCARDIOGRAPHY: [120, 55],
  DEXA: [85, 40],
  MAMMOGRAPHY: [260, 120],
  ENDOSCOPY: [640, 60],
  LUNG_FUNCTION: [60, 30],
  POINT_OF_CARE: [25, 150],
};
const OF_CENTRE: Readonly<Record<Archetype, readonly Modality[]>> = {
  standard: ['CT', 'MRI', 'XRAY'],
  large: ['CT', 'MRI', 'XRAY', 'ULTRASOUND', 'ENDOSCOPY', 'ECHOCARDIOGRAPHY'],
  hub: ['CT', 'MRI', 'XRAY', 'ULTRASOUND', 'LUNG_FUNCTION'],
  spoke: ['ULTRASOUND', 'POINT_OF_CARE'],
};
const OF_TRUST: readonly (readonly [Modality, BudgetLine])[] = [
  ['ENDOSCOPY', 'ENDOSCOPY'],
  ['ENDOSCOPY', 'ENDOSCOPY'],
  ['CT', 'ACUTE_IMAGING'],
  ['CT', 'LUNG_SCREENING'],
  ['MAMMOGRAPHY', 'BREAST_SCREENING'],
];
const SUPPLIERS = ['Supplier A', 'Supplier B', 'Supplier C', 'Supplier D', 'Supplier E'] as const;
const OWN_REASONS: readonly SlipReason[] = ['SUPPLIER', 'DELIVERY', 'POWER_SHIELDING', 'BUILDING_WORKS', 'STAFFING', 'IT_CONNECTION'];

function baselinesOf(firstPatient: string, draw: Draws): ReadonlyMap<Milestone, string> {
  // The same shift for all of a machine keeps them in their order.
  const shift = draw.whole(-6, 6);
  return new Map(SCHEDULE.map(([milestone, days]) => [milestone, addDays(firstPatient, days < 0 ? days - shift - 6 : days)]));
}

/** A slip of the machine's own, beside those of its building. */
function ownSlips(firstPatient: string, draw: Draws): Slip[] {
  if (!draw.chance(24)) return [];
  const on = addDays(firstPatient, -draw.whole(20, 120));
  return on > TODAY ? [] : [{ on, days: draw.pick([7, 14, 14, 21, 28, 42, 56]), reason: draw.pick(OWN_REASONS) }];
}

function bySlipDay(slips: readonly Slip[]): Slip[] {
  return [...slips].sort((left, right) => (left.on < right.on ? -1 : 1));
}

interface Order {
  readonly orgCode: string;
  readonly region: RegionCode;
  readonly modality: Modality;
  readonly fundingLine: BudgetLine;
  readonly firstPatient: string;
  readonly slips: readonly Slip[];
  readonly isTemporary: boolean;
}

function machineOf({ firstPatient, ...order }: Order, at: number): Machine {
  const id = `${order.orgCode}-${order.modality}-${at + 1}`;
  const draw = draws('machine', id);
  const [cost, testsPerWeek] = KINDS[order.modality];
  return {
    ...order,
    id,
    valuePence: Math.round((cost * THOUSAND_POUNDS * draw.whole(85, 120)) / 100),
    supplier: draw.pick(SUPPLIERS),
    purchaseOrder: `SYN-PO-${id}`,
    testsPerWeek: Math.round((testsPerWeek * draw.whole(85, 115)) / 100),
    baselines: baselinesOf(firstPatient, draw),
    forgottenFrom: draw.chance(order.slips.length > 0 ? 14 : 3) ? addDays('2022-06-20', draw.whole(0, 115)) : null,
  };
}

/** Machines of a centre: the first opens it, the others follow within weeks. */
export function machinesOfCentre({ code, icb, archetype, plannedOpening, slips, permanentFrom }: Centre): Machine[] {
  return OF_CENTRE[archetype].map((modality, at) => {
    const draw = draws('stagger', code, at);
    const firstPatient = addDays(plannedOpening, at === 0 ? 0 : draw.pick([0, 0, 7, 14, 28, 56]));
    // The centre opens with its first machine, so that one has no slip but the centre's.
    const all = at === 0 ? slips : bySlipDay([...slips, ...ownSlips(firstPatient, draw)]);
    const order = { orgCode: code, region: icb.region, modality, fundingLine: 'CDC_BUILDINGS_EQUIPMENT', isTemporary: permanentFrom !== null && at < 2 } as const;
    return machineOf({ ...order, firstPatient, slips: all }, at);
  });
}

/** Machines that acute trusts get from the other lines of the programme. */
function machinesOfTrust({ code, icb, isAcute }: Trust): Machine[] {
  const draw = draws('trust-machines', code);
  const orders = isAcute ? draw.shuffled(OF_TRUST).slice(0, draw.whole(1, 2)) : [];
  return orders.map(([modality, fundingLine], at) => {
    const firstPatient = addDays('2022-05-09', draw.whole(0, 560));
    return machineOf({ orgCode: code, region: icb.region, modality, fundingLine, firstPatient, slips: ownSlips(firstPatient, draw), isTemporary: false }, at);
  });
}

/** The day of a machine's first patient, as it comes in the end. */
export function firstPatientOf(machine: Machine): string | undefined {
  return milestonesOn(machine, '9999-12-31').find(({ milestone }) => milestone === 'FIRST_PATIENT')?.expected;
}

/** About 700 machines. */
export function inventMachines(centres: readonly Centre[], trusts: readonly Trust[]): Machine[] {
  const machines = [...centres.flatMap(machinesOfCentre), ...trusts.flatMap(machinesOfTrust)];
  return REGIONS.flatMap(({ code }) => machines.filter(({ region }) => region === code));
}

/** Every milestone of a machine, in their order, as it stands and is known on a day. A milestone reached does not move any more. */
export function milestonesOn({ baselines, slips }: Machine, day: string): MilestoneDates[] {
  const known = slips.filter(({ on }) => on <= day);
  return MILESTONES.flatMap(({ code }): MilestoneDates[] => {
    const baseline = baselines.get(code);
    if (baseline === undefined) return [];
    let expected = baseline;
    let reason: SlipReason | null = null;
    for (const slip of known) {
      if (expected <= slip.on) continue;
      expected = addDays(expected, slip.days);
      reason = slip.reason;
    }
    return [{ milestone: code, baseline, expected, actual: expected <= day ? expected : null, reason }];
  });
}
