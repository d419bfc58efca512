/** When a centre is planned to open. Dates are ISO. */
export interface OpeningPlan {
  readonly cdcNumber: number;
  readonly plannedOpening: string;
  readonly wave: string | null;
  readonly permanentPlanned: string | null;
}

export interface OpeningChanges {
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  /** The stated plans that are new or say something else. */
  readonly plans: readonly OpeningPlan[];
}

/** Compares what a file states with the plans as they are. A file supersedes the whole plan of the centres that it states and no others. */
export function openingChanges(present: readonly OpeningPlan[], stated: readonly OpeningPlan[]): OpeningChanges {
  const before = new Map(present.map((plan) => [plan.cdcNumber, plan]));
  const plans = stated.filter((plan) => !isSame(before.get(plan.cdcNumber), plan));
  const added = plans.filter(({ cdcNumber }) => !before.has(cdcNumber)).length;
  return { counts: { new: added, changed: plans.length - added, unchanged: stated.length - plans.length }, plans };
}

function isSame(one: OpeningPlan | undefined, other: OpeningPlan): boolean {
  return (
    one?.plannedOpening === other.plannedOpening &&
    one.wave === other.wave &&
    one.permanentPlanned === other.permanentPlanned
  );
}
