export { demonstrationStory, STORY_SPAN, type Step } from './story/story.js';
export { loadStory, type LoadProgress } from './loader/load-story.js';
export { platformCalls, type PlatformCalls } from './loader/platform-calls.js';
