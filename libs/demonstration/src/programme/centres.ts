import { ICBS, PROGRAMME_TARGET, REGIONS, type Icb, type RegionCode, type SlipReason } from '@cdc/contracts';
import { TODAY, YEAR, addDays, daysBetween } from './days.js';
import { draws } from './draws.js';
import { type Trust } from './trusts.js';

export type Archetype = 'standard' | 'large' | 'hub' | 'spoke';

/** A day on which it became known that something comes later. */
export interface Slip {
  readonly on: string;
  readonly days: number;
  readonly reason: SlipReason;
}

/** An invented community diagnostic centre. */
export interface Centre {
  readonly code: string;
  readonly name: string;
  readonly icb: Icb;
  readonly trust: Trust;
  readonly archetype: Archetype;
  /** Hub of a spoke. */
  readonly parentHub: string | null;
  readonly wave: '21-22' | 'SR21';
  readonly plannedOpening: string;
  /** How its opening slipped. */
  readonly slips: readonly Slip[];
  /** First day of activity, which may lie after the end of the story. */
  readonly opens: string;
  /** Opened in a temporary building, and the day on which the permanent one takes over. */
  readonly permanentFrom: string | null;
}

const OPEN_AT_START = 72;
const TEMPORARY = 15;
const PLANNED_IN_STORY = 24;
const PLANNED_THIS_YEAR = 18;
/** Days by which each opening of the story slips. Five of them are not open at its end. */
const SLIPS = [0, 14, 0, 21, 7, 0, 35, 0, 14, 0, 28, 0, 7, 42, 0, 133, 0, 14, 98, 0, 63, 0, 42, 56] as const;
const REASONS: readonly SlipReason[] = ['BUILDING_WORKS', 'BUILDING_WORKS', 'POWER_SHIELDING', 'PLANNING', 'SUPPLIER', 'DELIVERY', 'IT_CONNECTION', 'STAFFING'];
const ARCHETYPES: readonly Archetype[] = (['standard', 'standard', 'standard', 'standard', 'standard', 'large', 'large', 'hub', 'hub', 'spoke', 'spoke', 'spoke'] as const);
/** Regions that build faster than the others, and slower; in places of the order of openings. */
const HASTE: Readonly<Record<RegionCode, number>> = { Y56: -14, Y58: 24, Y59: 4, Y60: 0, Y61: 12, Y62: -22, Y63: -6 };

interface Seat {
  readonly icb: Icb;
  /** What the order of openings goes by. */
  readonly turn: number;
}

/** Seats of a region, as many as its share of the target, going round its boards. */
function seatsOf(region: RegionCode): Seat[] {
  const icbs = ICBS.filter((icb) => icb.region === region);
  return Array.from({ length: PROGRAMME_TARGET.byRegion[region] }, (_, seat) => {
    const [icb] = icbs.slice(seat % icbs.length);
    if (!icb) throw new RangeError(`region ${region} has no board`);
    const at = Math.floor(seat / icbs.length);
    return { icb, turn: at * 18 + draws('turn', icb.code, at).whole(0, 60) + HASTE[region] };
  });
}

function slipOf(plannedOpening: string, days: number, turn: number): Slip[] {
  if (days === 0) return [];
  const draw = draws('slip', turn);
  const reason = draw.pick(REASONS);
  const once = (on: string, part: number): Slip => ({ on, days: part, reason });
  // A long slip is told in parts, each of which was to be the last.
  const first = days > 30 ? Math.floor(days / 2) : days;
  const on = addDays(plannedOpening, -draw.whole(12, 45));
  return [once(on, first), ...(days > first ? [once(addDays(plannedOpening, Math.max(2, first - 9)), days - first)] : [])];
}

interface Opening {
  readonly planned: string;
  readonly slips: readonly Slip[];
}

/** When the centre of a turn is to open: before the story, in it, later in its year, or up to March 2025. */
function openingOf(turn: number): Opening {
  const draw = draws('opening', turn);
  if (turn < OPEN_AT_START) return { planned: addDays('2021-07-05', Math.floor((turn * 260) / OPEN_AT_START)), slips: [] };
  const inStory = turn - OPEN_AT_START;
  if (inStory < PLANNED_IN_STORY) {
    const planned = addDays('2022-04-11', Math.round((inStory * 217) / (PLANNED_IN_STORY - 1)));
    return { planned, slips: slipOf(planned, SLIPS[inStory] ?? 0, turn) };
  }
  const inYear = inStory - PLANNED_IN_STORY;
  const planned =
    inYear < PLANNED_THIS_YEAR
      ? addDays('2022-11-28', Math.round((inYear * 119) / (PLANNED_THIS_YEAR - 1)))
      : addDays('2023-04-10', Math.round(((inYear - PLANNED_THIS_YEAR) * 700) / (PROGRAMME_TARGET.centres - OPEN_AT_START - PLANNED_IN_STORY - PLANNED_THIS_YEAR)));
  const slips = draw.chance(30) ? slipOf(planned, draw.whole(2, 10) * 7, turn) : [];
  return { planned, slips: slips.filter(({ on }) => on <= TODAY) };
}

function centreOf({ icb }: Seat, turn: number, place: string, trusts: readonly Trust[], hubs: ReadonlyMap<string, string>): Centre {
  const draw = draws('centre', turn);
  const { planned, slips } = openingOf(turn);
  const hub = hubs.get(icb.code) ?? null;
  const drawn = draw.pick(ARCHETYPES);
  // There is no spoke without a hub.
  const archetype = drawn === 'spoke' && hub === null ? 'standard' : drawn;
  const isTemporary = turn < OPEN_AT_START && turn % Math.floor(OPEN_AT_START / TEMPORARY) === 0 && turn / Math.floor(OPEN_AT_START / TEMPORARY) < TEMPORARY;
  return {
    code: `SYC${String(turn + 1).padStart(3, '0')}`,
    name: `${place} ${archetype === 'spoke' ? 'Diagnostic Spoke' : 'Community Diagnostic Centre'}`,
    icb,
    trust: draw.pick(trusts.filter((trust) => trust.icb.code === icb.code)),
    archetype,
    parentHub: archetype === 'spoke' ? hub : null,
    wave: turn < OPEN_AT_START ? '21-22' : 'SR21',
    plannedOpening: planned,
    slips,
    opens: slips.reduce((date, { days }) => addDays(date, days), planned),
    permanentFrom: isTemporary ? addDays('2022-06-13', turn * 12) : null,
  };
}

/**
 * The 165 centres of the target, in the order in which they are to open: 72 are open when the story begins, 15 of them in temporary
 * buildings; 96 are to be at its end, and 91 are.
 */
export function inventCentres(places: readonly string[], trusts: readonly Trust[]): Centre[] {
  const seats = REGIONS.flatMap(({ code }) => seatsOf(code)).sort((left, right) => left.turn - right.turn);
  const hubs = new Map<string, string>();
  return seats.map((seat, turn) => {
    const centre = centreOf(seat, turn, places[turn] ?? '', trusts, hubs);
    if (centre.archetype === 'hub' && !hubs.has(seat.icb.code)) hubs.set(seat.icb.code, centre.code);
    return centre;
  });
}

export function isOpenOn({ opens }: Centre, date: string): boolean {
  return opens <= date;
}

/** The first day of activity as it is expected on a day. */
export function openingAsKnownOn({ plannedOpening, slips }: Centre, day: string): string {
  return slips.filter(({ on }) => on <= day).reduce((date, { days }) => addDays(date, days), plannedOpening);
}

/** The share of its full work that a centre does after so many weeks: it takes eight to get there. */
export function rampUp(opening: string, date: string): number {
  const weeks = Math.floor(daysBetween(opening, date) / 7);
  if (weeks < 0) return 0;
  return Math.min(1, 0.4 + weeks * 0.075);
}

/** Whether work on the centre falls into the year of the story, so that it has capital of that year. */
export function isBuiltThisYear({ plannedOpening, permanentFrom }: Centre): boolean {
  return permanentFrom !== null || (plannedOpening > YEAR.first && plannedOpening <= addDays(YEAR.last, 270));
}
