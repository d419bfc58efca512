import { progressSentence, type DataSet, type Env } from '@cdc/platform';

/** What stands above every page. */
export interface PageNotice {
  readonly isSynthetic: boolean;
  /** The most important, in a sentence. */
  readonly title: string;
  readonly text: string;
  /** How loading goes, in a sentence; null when there is nothing to say. */
  readonly progress: string | null;
  /** Whether that sentence will soon be another. */
  readonly isLoading: boolean;
}

const ANYONE = 'Anyone who can open this page can choose a role. No password protects what is in it.';

/** @returns null where real data are protected by a sign-in */
export async function pageNotice({ CDC_MODE }: Pick<Env, 'CDC_MODE'>, dataSet: DataSet): Promise<PageNotice | null> {
  const { label } = dataSet;
  if (label === null) {
    return CDC_MODE === 'development' ? { isSynthetic: false, title: 'Development mode.', text: ANYONE, progress: null, isLoading: false } : null;
  }
  // A page must not fail because of what stands above it.
  const progress = await dataSet.progress().catch(() => null);
  return {
    isSynthetic: true,
    title: label,
    text: ANYONE,
    progress: progress && progressSentence(progress),
    isLoading: progress?.state === 'loading',
  };
}
