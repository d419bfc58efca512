import { INTAKE_MIGRATIONS } from '@cdc/intake';
import { type ServiceDefinition } from '@cdc/platform';
import { SpendTables1780400000000 } from './migrations/1780400000000-spend-tables.js';
import { SPEND_ENTITIES, SpendMonitorModule } from './spend-monitor.module.js';

/** Ledgers, commitments and forecasts, and the queue of lines that no plan can be compared with yet. */
export const spendMonitor: ServiceDefinition = {
  name: 'spend-monitor',
  module: SpendMonitorModule,
  entities: SPEND_ENTITIES,
  migrations: [...INTAKE_MIGRATIONS, SpendTables1780400000000],
  consumesEvents: true,
};
