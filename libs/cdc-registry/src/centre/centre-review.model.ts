/** Why a person should look at a centre of the register. */
export const REVIEW_REASONS = {
  'no-active-site': 'No active ODS site has this postcode, so the code was made from name and postcode',
  'site-taken': 'The active ODS site at this postcode belongs to another centre',
  'ambiguous-site': 'Several active ODS sites have this postcode and none has a similar name',
  'name-differs': 'The only active ODS site at this postcode has another name',
  'site-now-known': 'An active ODS site matches now, but the code was made before',
  renamed: 'The centre at this ODS site had another name before',
  'not-in-latest-list': 'The latest published list does not name this centre; it was not closed',
} as const satisfies Record<string, string>;

export type ReviewReason = keyof typeof REVIEW_REASONS;

/** A site or centre that may be the one meant. */
export interface ReviewCandidate {
  readonly code: string;
  readonly name: string;
  readonly postcode: string | null;
  readonly active: boolean;
  /** Likeness of the names, 0 to 1. */
  readonly similarity: number;
}

export interface CentreReviewItem {
  readonly cdcNumber: number;
  readonly reason: ReviewReason;
  readonly candidates: readonly ReviewCandidate[];
}
