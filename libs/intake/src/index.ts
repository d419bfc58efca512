export { IntakeModule, type IntakeOptions } from './intake.module.js';
export { IntakeTables1780000001000 } from './migrations/1780000001000-intake-tables.js';
export { type FeedLoad, type FeedLoader, type LoadOutcome, type LoadRequest } from './submission/feed-loader.js';
export { SubmissionCheckService } from './submission/submission-check.service.js';
export { Submission } from './submission/submission.entity.js';
