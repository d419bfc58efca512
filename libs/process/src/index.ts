export { launchGuarded, type GuardedServer, type ServerCommand } from './guarded-server.js';
