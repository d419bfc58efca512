import { spendMonitor } from '@cdc/spend-monitor';
import { start } from '@cdc/platform';

await start('spend-monitor', [spendMonitor]);
