import { type ServiceDefinition } from '@cdc/platform';
import { ReportingTables1780500000000 } from './migrations/1780500000000-reporting-tables.js';
import { SpendAndInstallations1780600000000 } from './migrations/1780600000000-spend-and-installations.js';
import { SchedulesAndDeliveries1780600100000 } from './migrations/1780600100000-schedules-and-deliveries.js';
import { WindowsAndChasing1781410000000 } from './migrations/1781410000000-windows-and-chasing.js';
import { Reopenings1781610000000 } from './migrations/1781610000000-reopenings.js';
import { REPORTING_ENTITIES, ReportingModule } from './reporting.module.js';

export const reporting: ServiceDefinition = {
  name: 'reporting',
  module: ReportingModule,
  entities: REPORTING_ENTITIES,
  migrations: [ReportingTables1780500000000, SpendAndInstallations1780600000000, SchedulesAndDeliveries1780600100000, WindowsAndChasing1781410000000, Reopenings1781610000000],
  consumesEvents: true,
};
