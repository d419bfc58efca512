import { MILESTONES, type Milestone, type MilestoneState } from '@cdc/contracts';

/** What a row or a person states of a milestone. Dates are ISO; null is not stated, so what is known stays. */
export interface StatedMilestone {
  readonly machineId: string;
  readonly milestone: Milestone;
  readonly baseline: string | null;
  readonly forecast: string | null;
  readonly actual: string | null;
  readonly reason: string | null;
  readonly evidence: string | null;
  /** Null when a person states it. */
  readonly rowNumber: number | null;
}

/** What one statement does. */
export interface MilestoneChange {
  readonly stated: StatedMilestone;
  /** Undefined when nothing was known of the milestone. */
  readonly before: MilestoneState | undefined;
  readonly after: MilestoneState;
  readonly change: 'new' | 'changed' | 'unchanged';
}

/** Milestones that are known, by machine. */
export type KnownMilestones = ReadonlyMap<string, readonly MilestoneState[]>;

const PLACES: ReadonlyMap<string, number> = new Map(MILESTONES.map(({ code }, place) => [code, place]));

/** A forecast moves when another takes its place; the first one does not. */
export function movesForecast(known: MilestoneState | undefined, forecast: string | null): boolean {
  return known !== undefined && known.forecast !== null && forecast !== null && forecast !== known.forecast;
}

/** What is known of a milestone after a statement. */
export function restateMilestone(known: MilestoneState | undefined, stated: StatedMilestone): MilestoneState {
  const moves = movesForecast(known, stated.forecast);
  return {
    milestone: stated.milestone,
    baseline: stated.baseline ?? known?.baseline ?? null,
    forecast: stated.forecast ?? known?.forecast ?? null,
    actual: stated.actual ?? known?.actual ?? null,
    // The reason of an earlier move says nothing of this one.
    reason: stated.reason ?? (moves ? null : (known?.reason ?? null)),
    evidence: stated.evidence ?? known?.evidence ?? null,
    forecastMoves: (known?.forecastMoves ?? 0) + Number(moves),
  };
}

/** @param stated at most one statement of each milestone of a machine */
export function milestoneChanges(known: KnownMilestones, stated: readonly StatedMilestone[]): readonly MilestoneChange[] {
  const before = new Map([...known].flatMap(([machineId, states]) => states.map((state) => [keyOf(machineId, state.milestone), state] as const)));
  return stated.map((one) => {
    const state = before.get(keyOf(one.machineId, one.milestone));
    const after = restateMilestone(state, one);
    return { stated: one, before: state, after, change: state ? (isSame(state, after) ? 'unchanged' : 'changed') : 'new' };
  });
}

/** All milestones of the machines that statements name, as they stand afterwards, in the order of the vocabulary. */
export function milestonesAfter(known: KnownMilestones, changes: readonly MilestoneChange[]): KnownMilestones {
  const after = new Map<string, Map<string, MilestoneState>>();
  for (const { stated, after: state } of changes) {
    const { machineId } = stated;
    const states = after.get(machineId) ?? new Map((known.get(machineId) ?? []).map((one) => [one.milestone, one]));
    after.set(machineId, states.set(state.milestone, state));
  }
  return new Map([...after].map(([machineId, states]) => [machineId, inOrder([...states.values()])]));
}

export function inOrder(states: readonly MilestoneState[]): MilestoneState[] {
  const placeOf = ({ milestone }: MilestoneState): number => PLACES.get(milestone) ?? -1;
  return states.toSorted((one, other) => placeOf(one) - placeOf(other));
}

export function keyOf(machineId: string, milestone: string): string {
  return `${machineId} ${milestone}`;
}

function isSame(one: MilestoneState, other: MilestoneState): boolean {
  const facts = ['baseline', 'forecast', 'actual', 'reason', 'evidence', 'forecastMoves'] as const;
  return facts.every((fact) => one[fact] === other[fact]);
}
