import { type ErrorItem } from '@cdc/feeds';

/** How a stated value stands to the one before it. */
export type CellStanding = 'new' | 'changed' | 'unchanged';

/** The values that a file states, by names that are unique in its feed, each with how it stands to what was there. */
export type StatedCells = ReadonlyMap<string, CellStanding>;

/** An earlier file of which values are restated, and how many of them, and how many with another value. */
export interface ReplacedFile {
  readonly submissionNumber: number;
  readonly cells: number;
  readonly changed: number;
}

/**
 * What a file states. Feeds whose files are small name their values, and who stated them last is looked up; a service that keeps that itself
 * counts them.
 */
export type Statement =
  | { readonly cells: StatedCells }
  | {
      readonly live: number;
      readonly replaced: readonly ReplacedFile[];
      /** Coarser names of what is stated: a waiting file closes when a newer one states all of its places. */
      readonly places: () => readonly string[];
    };

/** The values are the same as before or new for every name. */
export function statedCells(names: Iterable<string>, standing: CellStanding): Map<string, CellStanding> {
  return new Map([...names].map((name) => [name, standing]));
}

/** An earlier file that was accepted while this one was under way. */
export interface MeanwhileAccepted {
  readonly submissionId: string;
  readonly changed: number;
}

export function changedMeanwhile({ submissionId, changed }: MeanwhileAccepted): ErrorItem {
  const values = changed === 1 ? '1 value' : `${changed.toLocaleString('en-GB')} values`;
  return {
    severity: 'error',
    row: null,
    column: null,
    cell: null,
    sheet: null,
    code: 'CHANGED_MEANWHILE',
    value: submissionId,
    message: `${submissionId} was accepted after this file arrived and before it was checked. The two differ in ${values}.`,
    fix: `Look at ${submissionId}. If your file is the right one, send it again: it then takes the other's place.`,
    suggestion: null,
  };
}
