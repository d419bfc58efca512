import { type FeedName } from '@cdc/contracts';
import { type CheckContext, type CheckResult, type ErrorItem, type Row } from '@cdc/feeds';
import { type NewEvent, type RegionScope, type Work } from '@cdc/platform';
import { type Submission } from './submission.entity.js';

/** What a service needs to know of a submission to check and load it. */
export interface LoadRequest {
  readonly submissionId: string;
  /** Short number for facts; 0 in a dry run, which never loads. */
  readonly submissionNumber: number;
  readonly feed: FeedName;
  /** The sender's scope. */
  readonly regions: RegionScope;
}

export interface LoadOutcome {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Published with the acceptance, in this order. */
  readonly events: readonly NewEvent[];
}

/** One file on its way through a service: collects the sound rows while the file is checked, loads them if all of it is sound. */
export interface FeedLoad {
  readonly context: CheckContext;
  onRow(row: Row): void;
  /** After the last row, before anything is loaded: faults that only the whole file shows. Nothing is loaded when there is one. */
  faults(result: CheckResult): Promise<readonly ErrorItem[]>;
  /**
   * Writes rows in the transaction that also accepts the submission, and says what to publish. Runs once; must not emit.
   */
  load(tx: Work, submission: Submission, result: CheckResult): Promise<LoadOutcome>;
  /** Frees what was collected; called once in every case. */
  close(): Promise<void>;
}

/** A service's way of taking one feed; the service provides one for each feed that it owns. */
export interface FeedLoader {
  readonly feed: FeedName;
  open(request: LoadRequest): Promise<FeedLoad>;
}

/** Provide the service's loaders, in a list, under this token. */
export const FEED_LOADERS = Symbol('FEED_LOADERS');
