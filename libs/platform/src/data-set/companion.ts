import { setTimeout as pause } from 'node:timers/promises';
import { type LoggerService } from '../observability/logger.service.js';
import { type DataSet } from './data-set.js';
import { ProgressLine, type TextStream } from './progress-line.js';

export interface CompanionContext {
  /** Where this process answers HTTP, as in `http://127.0.0.1:8080`: reachable from this machine, with the real port. */
  readonly url: string;
  readonly dataSet: DataSet;
  readonly logger: LoggerService;
  /** Aborted when the platform begins to stop. Whatever the companion does then counts as unfinished, and the next start calls it again. */
  readonly signal: AbortSignal;
}

/**
 * Loads the demonstration while the platform serves. Called at every start until it has resolved once, so it must go on where an earlier
 * call was cut off. To resolve means that everything is loaded; an error that it rejects with is shown to people, so its message is plain English.
 */
export type Companion = (context: CompanionContext) => Promise<void>;

/** After this long a stopping platform no longer waits for its companion. */
const STOP_MS = 5_000;

/** What a script that waits for the demonstration looks for: a whole line of standard output. */
export const LOADED_LINE = 'demonstration loaded';

/**
 * Runs the companion of a synthetic data set unless everything is loaded already, which is then said at once.
 * @returns stops it: aborts, and waits for its end, but not for ever
 */
export async function accompany(companion: Companion, context: Omit<CompanionContext, 'signal'>, stream: TextStream): Promise<() => Promise<void>> {
  const { dataSet } = context;
  if (!dataSet.isSynthetic) return async () => undefined;
  const line = new ProgressLine(stream);
  if ((await dataSet.progress()).state === 'loaded') {
    line.end(LOADED_LINE);
    return async () => undefined;
  }
  const stopping = new AbortController();
  await dataSet.resume();
  dataSet.watch((progress) => line.show(progress));
  const ended = run(companion, { ...context, signal: stopping.signal }, line);
  return async () => {
    stopping.abort();
    await Promise.race([ended, pause(STOP_MS, undefined, { ref: false })]);
  };
}

async function run(companion: Companion, context: CompanionContext, line: ProgressLine): Promise<void> {
  const { dataSet, logger, signal } = context;
  try {
    await companion(context);
    if (signal.aborted) return;
    await dataSet.finish();
    line.end(LOADED_LINE);
  } catch (error) {
    if (signal.aborted) return;
    const problem = error instanceof Error ? error.message : String(error);
    logger.error({ err: error }, 'the demonstration could not be loaded');
    await dataSet.fail(problem).catch((failure: unknown) => logger.error({ err: failure }, 'the failure of the demonstration could not be noted'));
    line.end(`demonstration not loaded: ${problem}`);
  }
}
