import { MILESTONES, type Milestone, type MilestoneState } from '@cdc/contracts';

/**
 * What has to be reached before a milestone can be. Enabling works run beside the order, staff may be ready early, and an old machine may go
 * out at any time, so these stand after less than their places in the vocabulary say.
 */
const AFTER: Readonly<Record<Milestone, readonly Milestone[]>> = {
  NEED: [],
  BC_APPROVED: ['NEED'],
  FUNDED: ['BC_APPROVED'],
  ORDERED: ['FUNDED'],
  MANUFACTURED: ['ORDERED'],
  ENABLING_START: [],
  ENABLING_DONE: ['ENABLING_START'],
  DELIVERED: ['MANUFACTURED'],
  INSTALLED: ['DELIVERED', 'ENABLING_DONE'],
  COMMISSIONED: ['INSTALLED'],
  STAFF_READY: [],
  FIRST_PATIENT: ['COMMISSIONED', 'STAFF_READY'],
  FULL_CAPACITY: ['FIRST_PATIENT'],
  DECOMMISSIONED: [],
};

/** Two actual dates that cannot both be: `later` comes after `earlier`, but was reached before it. */
export interface WrongOrder {
  readonly earlier: { readonly milestone: Milestone; readonly actual: string };
  readonly later: { readonly milestone: Milestone; readonly actual: string };
}

/** Every pair of neighbours in the wrong order. The same day is in order; a milestone without an actual date is passed over. */
export function wrongOrders(milestones: readonly MilestoneState[]): readonly WrongOrder[] {
  const actuals = new Map(milestones.flatMap(({ milestone, actual }) => (actual === null ? [] : [[milestone, actual] as const])));
  return [...actuals].flatMap(([milestone, actual]) =>
    [...nearestReached(milestone, actuals)]
      .filter(([, reached]) => reached > actual)
      .map(([earlier, reached]) => ({ earlier: { milestone: earlier, actual: reached }, later: { milestone, actual } })),
  );
}

function nearestReached(milestone: Milestone, actuals: ReadonlyMap<Milestone, string>): ReadonlyMap<Milestone, string> {
  const found = new Map<Milestone, string>();
  for (const earlier of AFTER[milestone]) {
    const reached = actuals.get(earlier);
    const nearest = reached === undefined ? nearestReached(earlier, actuals) : new Map([[earlier, reached]]);
    for (const [one, date] of nearest) found.set(one, date);
  }
  return found;
}

/** Both dates in a sentence. */
export function wrongOrderInWords({ earlier, later }: WrongOrder): string {
  return `${nameOf(later.milestone)} on ${later.actual} is before ${nameOf(earlier.milestone)} on ${earlier.actual}.`;
}

export function nameOf(milestone: Milestone): string {
  return MILESTONES.find(({ code }) => code === milestone)?.name ?? milestone;
}
