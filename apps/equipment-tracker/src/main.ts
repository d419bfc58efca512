import { equipmentTracker } from '@cdc/equipment-tracker';
import { start } from '@cdc/platform';

await start('equipment-tracker', [equipmentTracker]);
