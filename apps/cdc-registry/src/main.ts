import { cdcRegistry } from '@cdc/cdc-registry';
import { start } from '@cdc/platform';

await start('cdc-registry', [cdcRegistry]);
