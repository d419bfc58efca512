import { feedByName, openCheck, type CheckResult, type ErrorItem, type Reread } from '@cdc/feeds';
import { type FeedName } from '@cdc/contracts';
import { type FeedLoad } from './feed-loader.js';
import { notKept, virusSuspected } from './quarantine.model.js';
import { type Submission } from './submission.entity.js';
import { type SubmissionParameters } from './submission-parameters.model.js';
import { VirusMark } from './virus-mark.js';

/** What reading a file found out. */
export interface FileReading {
  readonly result: CheckResult;
  /** Faults that only the whole file showed. */
  readonly faults: readonly ErrorItem[];
}

/** Ends a reading in one order of dates, when the file turned out to be written in another. Nothing of it may be kept. */
export class ReadAgain extends Error {
  constructor(readonly reread: Reread) {
    super('the dates of the file are in another order');
  }
}

/**
 * Reads a file to its end and gives its rows to `load`.
 * @param reread what the first reading of it asked for
 * @throws ReadAgain never for a second reading
 */
export async function readFile(
  file: Pick<Submission, 'feed' | 'fileName'> & SubmissionParameters,
  content: AsyncIterable<Uint8Array>,
  load: FeedLoad,
  progress: (done: number) => Promise<void>,
  reread?: Reread,
): Promise<FileReading> {
  const { charset, dateOrder } = file;
  const check = openCheck(feedByName(file.feed as FeedName), {
    fileName: file.fileName,
    context: load.context,
    onRow: (row) => load.onRow(row),
    ...(charset && { charset }),
    ...(dateOrder && { dateOrder }),
    ...(reread && { reread }),
  });
  const virus = new VirusMark();
  const between = async (): Promise<void> => {
    // The rest is still read for its errors, but nothing of it will be kept.
    if (check.faulty) await load.abandon?.();
    else await load.settle?.();
    await progress(check.done);
  };
  for await (const chunk of content) {
    check.push(chunk);
    virus.push(chunk);
    await between();
  }
  const read = await check.end(between);
  const result = virus.found && !read.quarantined ? virusSuspected(read) : read.unseen ? notKept(read) : read;
  if (result.reread && !result.quarantined) throw new ReadAgain(result.reread);
  return { result, faults: result.counts.errors === 0 ? await load.faults(result) : [] };
}
