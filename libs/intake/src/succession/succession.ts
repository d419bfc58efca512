import { type ErrorItem } from '@cdc/feeds';
import { type EntityManager } from 'typeorm';
import { type Submission } from '../submission/submission.entity.js';
import { changedMeanwhile, type ReplacedFile, type Statement } from './succession.model.js';
import { acceptedAfter, takeOver } from './succession.repository.js';

/** How a file follows those before it. */
export interface Succession {
  readonly replaced: readonly ReplacedFile[];
  /** Values of the file that count from now on. */
  readonly live: number;
  readonly places: () => readonly string[];
  /** Set when another file changed the same values while this one was under way. */
  readonly fault: ErrorItem | null;
}

/** Finds out whose values a file takes over. Writes who states them now, where the service does not keep that itself. */
export async function succeed(manager: EntityManager, { feed, submissionNumber, receivedPosition }: Submission, statement: Statement): Promise<Succession> {
  const named = 'cells' in statement;
  const replaced = named ? await takeOver(manager, feed, submissionNumber, statement.cells) : statement.replaced;
  const meanwhile = await acceptedAfter(manager, receivedPosition, replaced);
  return {
    replaced,
    live: named ? statement.cells.size : statement.live,
    places: named ? () => [...statement.cells.keys()] : statement.places,
    fault: meanwhile && changedMeanwhile(meanwhile),
  };
}
