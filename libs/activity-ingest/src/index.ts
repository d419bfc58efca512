import { INTAKE_MIGRATIONS } from '@cdc/intake';
import { type ServiceDefinition } from '@cdc/platform';
import { ACTIVITY_ENTITIES, ActivityIngestModule } from './activity-ingest.module.js';
import { ActivityTables1780200000000 } from './migrations/1780200000000-activity-tables.js';
import { MachineTable1781600000000 } from './migrations/1781600000000-machine-table.js';
import { PeriodTotals1781700100000 } from './migrations/1781700100000-period-totals.js';
import { PeriodTotalsAsJson1781800100000 } from './migrations/1781800100000-period-totals-as-json.js';

/** Feeds of activity and DM01, their facts, and the totals that it publishes. */
export const activityIngest: ServiceDefinition = {
  name: 'activity-ingest',
  module: ActivityIngestModule,
  entities: ACTIVITY_ENTITIES,
  migrations: [...INTAKE_MIGRATIONS, ActivityTables1780200000000, MachineTable1781600000000, PeriodTotals1781700100000, PeriodTotalsAsJson1781800100000],
  consumesEvents: true,
};
