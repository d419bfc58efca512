/** What a message is made of. Only what is known is set. */
export interface Circumstance {
  /** Canonical name of the column. */
  readonly column?: string;
  readonly example?: string;
  readonly value?: string | null;
  readonly detail?: string;
  readonly suggestion?: string | null;
  readonly row?: number;
}

/** What we saw, and how to put it right. */
export interface Wording {
  readonly message: string;
  readonly fix: string;
}

export type Words = (seen: Circumstance) => Wording;

/** The value in quotation marks, or a word for it where it must not be shown. */
export function quoted(seen: Circumstance): string {
  return seen.value === null || seen.value === undefined ? 'This value' : `"${seen.value}"`;
}

export function enterOr(seen: Circumstance, otherwise: string): string {
  return seen.suggestion === null || seen.suggestion === undefined ? otherwise : `Replace it with ${seen.suggestion}.`;
}
