/** How far the demonstration has been loaded; the same in every process. */
export interface Progress {
  /** Null in a live data set, into which nothing is loaded. */
  readonly state: 'loading' | 'loaded' | 'failed' | null;
  /** What is being done, in plain English, as in "Week ending 12 June 2022"; null before the first. */
  readonly step: string | null;
  /** Steps that are done, of `total`; both 0 while the number is not known. */
  readonly done: number;
  readonly total: number;
  /** Why loading stopped; null unless it has failed. */
  readonly problem: string | null;
}

/** What the loader tells of itself as it goes. */
export type Step = Pick<Progress, 'done' | 'total'> & { readonly step: string };

export const NOTHING_TO_LOAD: Progress = { state: null, step: null, done: 0, total: 0, problem: null };

/** A sentence for people; null when there is nothing to say. */
export function progressSentence({ state, step, done, total, problem }: Progress): string | null {
  if (state === 'failed') return `Loading stopped: ${withFullStop(problem ?? 'the reason is not known')} Stop the platform and start it again to go on.`;
  if (state !== 'loading') return null;
  const what = step ?? 'the programme';
  return total > 0 ? `Loading: ${what}, ${done} of ${total}.` : `Loading: ${what}.`;
}

function withFullStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
