import { type FeedName } from '@cdc/contracts';
import { type CheckResult, type ErrorItem, type Reread } from '@cdc/feeds';
import { type Work } from '@cdc/platform';
import { succeed, type Succession } from '../succession/succession.js';
import { restatementWarnings } from '../warning/warning.model.js';
import { keepWindow } from '../window/keep-window.js';
import { type FeedLoad, type LoadOutcome } from './feed-loader.js';
import { readFile, type FileReading } from './file-reading.js';
import { type Submission } from './submission.entity.js';

/** A sound file that has been loaded, in a transaction that may still be rolled back. */
export interface LoadedFile {
  readonly submission: Submission;
  readonly result: CheckResult;
  readonly outcome: LoadOutcome;
  readonly succession: Succession;
  /** What the figures give reason to ask, besides what the check noted. */
  readonly warnings: readonly ErrorItem[];
}

/** Rolls the accepting transaction back, and carries what was found out of it. */
export class FaultyFile extends Error {
  constructor(readonly reading: FileReading) {
    super('the file has errors');
  }
}

/**
 * Reads the file and loads it in one transaction, so that its rows reach the database while it is read. A dry run and the real thing are this.
 * @param lock gives the submission's row when the file is sound, held until the transaction ends
 * @param reread what the first reading of the file asked for
 * @throws FaultyFile, ReadAgain
 */
export async function loadFile(
  tx: Work,
  file: Submission,
  content: AsyncIterable<Uint8Array>,
  load: FeedLoad,
  lock: () => Promise<Submission>,
  progress: (done: number) => Promise<void>,
  reread?: Reread,
): Promise<LoadedFile> {
  try {
    await load.begin?.(tx);
    const reading = await readFile(file, content, load, progress, reread);
    const { result } = reading;
    if (result.counts.errors + reading.faults.length > 0) throw new FaultyFile(reading);
    await load.finish?.();
    const submission = await lock();
    const outcome = await load.load(tx, submission, result);
    const succession = await succeed(tx.manager, submission, outcome.statement);
    if (succession.fault) throw new FaultyFile({ result, faults: [succession.fault] });
    const windows = await keepWindow(tx, submission, outcome.periods);
    if (windows.faults.length > 0) throw new FaultyFile({ result, faults: windows.faults });
    const published = { ...outcome, events: [...outcome.events, ...windows.events] };
    return { submission, result, outcome: published, succession, warnings: [...(outcome.warnings ?? []), ...restatementWarnings(file.feed as FeedName, outcome)] };
  } catch (error) {
    await load.abandon?.();
    throw error;
  }
}
