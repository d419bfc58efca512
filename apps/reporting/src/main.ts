import { start } from '@cdc/platform';
import { reporting } from '@cdc/reporting';

await start('reporting', [reporting]);
