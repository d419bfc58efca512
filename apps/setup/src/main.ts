import { activityIngest } from '@cdc/activity-ingest';
import { cdcRegistry } from '@cdc/cdc-registry';
import { dashboard } from '@cdc/dashboard';
import { equipmentTracker } from '@cdc/equipment-tracker';
import { setUpCluster } from '@cdc/platform';
import { reporting } from '@cdc/reporting';
import { spendMonitor } from '@cdc/spend-monitor';

await setUpCluster([cdcRegistry, activityIngest, equipmentTracker, spendMonitor, reporting, dashboard]);
