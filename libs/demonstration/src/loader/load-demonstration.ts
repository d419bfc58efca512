import { type CompanionContext } from '@cdc/platform';
import { demonstrationStory } from '../story/story.js';
import { loadStory } from './load-story.js';
import { platformCalls } from './platform-calls.js';

/**
 * Loads the demonstration into the platform that it accompanies, over the platform's own public interface, from where an earlier start was
 * stopped. Resolves when the story has been told to its end; rejects with what was in the way.
 */
export async function loadDemonstration({ url, dataSet, signal }: CompanionContext): Promise<void> {
  const { done } = await dataSet.progress();
  await loadStory(demonstrationStory(), platformCalls(url, signal), done, (progress) => dataSet.report(progress));
}
