export { launchGuarded, type GuardedServer, type ServerCommand } from './guarded-server.js';
export { exitWithParent } from './parent-watch.js';
export { stopSignal } from './stop-signal.js';
