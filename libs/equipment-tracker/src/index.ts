import { type ServiceDefinition } from '@cdc/platform';
import { EquipmentTrackerModule } from './equipment-tracker.module.js';

/** Has its schema, roles and part of the event log; its feeds are not built yet. */
export const equipmentTracker: ServiceDefinition = { name: 'equipment-tracker', module: EquipmentTrackerModule, entities: [], migrations: [], consumesEvents: false };
