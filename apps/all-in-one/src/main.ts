import { activityIngest } from '@cdc/activity-ingest';
import { cdcRegistry } from '@cdc/cdc-registry';
import { dashboard } from '@cdc/dashboard';
import { loadDemonstration } from '@cdc/demonstration';
import { equipmentTracker } from '@cdc/equipment-tracker';
import { start } from '@cdc/platform';
import { reporting } from '@cdc/reporting';
import { spendMonitor } from '@cdc/spend-monitor';

await start('all-in-one', [cdcRegistry, activityIngest, equipmentTracker, spendMonitor, reporting, dashboard], loadDemonstration);
