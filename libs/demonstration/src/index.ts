export { loadDemonstration } from './loader/load-demonstration.js';
export { demonstrationStory, type Step } from './story/story.js';
export { type SentFile } from './files/sent-file.js';
