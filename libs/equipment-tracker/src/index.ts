import { INTAKE_MIGRATIONS } from '@cdc/intake';
import { type ServiceDefinition } from '@cdc/platform';
import { EQUIPMENT_ENTITIES, EquipmentTrackerModule } from './equipment-tracker.module.js';
import { EquipmentTables1780300000000 } from './migrations/1780300000000-equipment-tables.js';

/** The register of machines, the milestones of their installation, and the estate of trusts and sites. */
export const equipmentTracker: ServiceDefinition = {
  name: 'equipment-tracker',
  module: EquipmentTrackerModule,
  entities: EQUIPMENT_ENTITIES,
  migrations: [...INTAKE_MIGRATIONS, EquipmentTables1780300000000],
  consumesEvents: true,
};
