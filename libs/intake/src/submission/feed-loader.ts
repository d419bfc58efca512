import { type FeedName } from '@cdc/contracts';
import { type CheckContext, type CheckResult, type ErrorItem, type Row } from '@cdc/feeds';
import { type NewEvent, type RegionScope, type Work } from '@cdc/platform';
import { type StatedPeriod } from '../window/stated-period.js';
import { type Diff } from '../change/change.model.js';
import { type Statement } from '../succession/succession.model.js';
import { type Submission } from './submission.entity.js';
import { type SubmissionParameters } from './submission-parameters.model.js';

/** What a service needs to know of a submission to check and load it. */
export interface LoadRequest {
  readonly submissionId: string;
  /** Short number for facts. */
  readonly submissionNumber: number;
  readonly feed: FeedName;
  /** The sender's scope. */
  readonly regions: RegionScope;
  /** What the sender said beside the file, also in a dry run. */
  readonly parameters: SubmissionParameters;
}

export interface LoadOutcome {
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Published with the acceptance, in this order. */
  readonly events: readonly NewEvent[];
  /** What the file is a return of, for a feed whose rows are of periods. */
  readonly periods?: readonly StatedPeriod[];
  /** What stood before and is not as it was. */
  readonly diff: Diff;
  /** Whose values the file takes over. */
  readonly statement: Statement;
  /** What the service asks the sender about; see `askWarning`. */
  readonly warnings?: readonly ErrorItem[];
}

/**
 * One file on its way through a service. In the transaction that will accept it: `begin`, then rows as they are read, `finish`, `load`. A dry
 * run does the same and is rolled back. Rows may come before an error is met; then `abandon` follows, and everything is rolled back.
 */
export interface FeedLoad {
  readonly context: CheckContext;
  /** Before the first row, when rows are to go to the database as they come. */
  begin?(tx: Work): Promise<void>;
  onRow(row: Row): void;
  /** Between stretches of the file: waits until rows given so far do not pile up. */
  settle?(): Promise<void>;
  /** The file is faulty, or something failed: frees the connection for the rollback. Further rows are ignored. */
  abandon?(): Promise<void>;
  /** The file is sound and at its end: waits until every row is in the database. */
  finish?(): Promise<void>;
  /** After the last row of a sound file: faults that only the whole file shows. */
  faults(result: CheckResult): Promise<readonly ErrorItem[]>;
  /** Writes what is left to write, and says what to publish. Runs once; must not emit. */
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
