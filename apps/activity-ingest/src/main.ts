import { activityIngest } from '@cdc/activity-ingest';
import { start } from '@cdc/platform';

await start('activity-ingest', [activityIngest]);
