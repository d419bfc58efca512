// What specs of services need of the platform: `@cdc/platform/under-test`. The build leaves it out.
export { StandingClock } from './clock/standing-clock-under-test.js';
export { ServiceUnderTest, startServiceDatabase, type ServiceDatabase } from './database/service-under-test.js';
export { StatementCounter } from './database/statement-counter-under-test.js';
export { MemoryFiles } from './files/memory-files-under-test.js';
export { startRoutes, type AskOptions, type RoutesUnderTest } from './http/routes-under-test.js';
export { signedIn } from './identity/signed-in-under-test.js';
export { NotedJobs } from './jobs/noted-jobs-under-test.js';
