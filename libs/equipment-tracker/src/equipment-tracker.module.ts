import { Module } from '@nestjs/common';
import { IntakeModule, Submission } from '@cdc/intake';
import { ServiceDatabaseModule } from '@cdc/platform';
import { Centre } from './directory/centre.entity.js';
import { DirectoryConsumer } from './directory/directory.consumer.js';
import { EquipmentDirectory } from './directory/equipment-directory.js';
import { Organisation } from './directory/organisation.entity.js';
import { Estate } from './estate/estate.entity.js';
import { EstateLoader } from './estate/estate.loader.js';
import { Machine } from './machine/machine.entity.js';
import { MachineLoader } from './machine/machine.loader.js';
import { InstallationLoader } from './milestone/installation.loader.js';
import { MachineMilestone } from './milestone/machine-milestone.entity.js';
import { MilestoneController } from './milestone/milestone.controller.js';
import { MilestoneService } from './milestone/milestone.service.js';
import { MilestoneStatement } from './milestone/milestone-statement.entity.js';

export const EQUIPMENT_ENTITIES = [Submission, Centre, Organisation, Machine, MachineMilestone, MilestoneStatement, Estate];

const database = ServiceDatabaseModule.forService('equipment-tracker', EQUIPMENT_ENTITIES);

@Module({
  imports: [
    database,
    IntakeModule.forService({
      service: 'equipment-tracker',
      database,
      loaders: [MachineLoader, InstallationLoader, EstateLoader],
      providers: [EquipmentDirectory],
    }),
  ],
  controllers: [DirectoryConsumer, MilestoneController],
  providers: [MilestoneService],
})
export class EquipmentTrackerModule {}
