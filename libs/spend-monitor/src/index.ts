import { type ServiceDefinition } from '@cdc/platform';
import { SpendMonitorModule } from './spend-monitor.module.js';

/** Has its schema, roles and part of the event log; its feeds are not built yet. */
export const spendMonitor: ServiceDefinition = { name: 'spend-monitor', module: SpendMonitorModule, entities: [], migrations: [], consumesEvents: false };
