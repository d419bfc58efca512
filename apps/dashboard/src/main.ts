import { dashboard } from '@cdc/dashboard';
import { start } from '@cdc/platform';

await start('dashboard', [dashboard]);
