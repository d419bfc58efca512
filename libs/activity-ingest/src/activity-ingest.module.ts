import { Module } from '@nestjs/common';
import { IntakeModule, Submission } from '@cdc/intake';
import { ServiceDatabaseModule } from '@cdc/platform';
import { DailyActivityLoader, MonthlyActivityLoader, WeeklyActivityLoader } from './activity/activity.loaders.js';
import { CentreConsumer } from './centre/centre.consumer.js';
import { CentreDirectory } from './centre/centre-directory.js';
import { Centre } from './centre/centre.entity.js';
import { Dm01Loader } from './dm01/dm01.loader.js';
import { MachineConsumer } from './machine/machine.consumer.js';
import { Machine } from './machine/machine.entity.js';

export const ACTIVITY_ENTITIES = [Submission, Centre, Machine];

const database = ServiceDatabaseModule.forService('activity-ingest', ACTIVITY_ENTITIES);

@Module({
  imports: [
    database,
    IntakeModule.forService({
      service: 'activity-ingest',
      database,
      loaders: [DailyActivityLoader, WeeklyActivityLoader, MonthlyActivityLoader, Dm01Loader],
      providers: [CentreDirectory],
    }),
  ],
  controllers: [CentreConsumer, MachineConsumer],
})
export class ActivityIngestModule {}
