import { Module } from '@nestjs/common';
import { ServiceDatabaseModule } from '@cdc/platform';
import { ClockController } from './clock/clock.controller.js';
import { EditionController } from './edition/edition.controller.js';
import { Edition } from './edition/edition.entity.js';
import { EditionListReadModel } from './edition/edition-list.read-model.js';
import { EditionReadModel } from './edition/edition.read-model.js';
import { EditionRepository } from './edition/edition.repository.js';
import { EditionService } from './edition/edition.service.js';
import { EventReplayController } from './event-replay/event-replay.controller.js';
import { EventReplayReadModel } from './event-replay/event-replay.read-model.js';
import { FeedCatalogueController } from './feed-catalogue/feed-catalogue.controller.js';
import { ActivityController } from './figures/activity.controller.js';
import { FigureQuestionService } from './figures/figure-question.service.js';
import { InstallationController } from './figures/installation.controller.js';
import { SpendController } from './figures/spend.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { OverviewService } from './overview/overview.service.js';
import { ActivityConsumer } from './projection/activity.consumer.js';
import { EquipmentConsumer } from './projection/equipment.consumer.js';
import { ProjectionHash } from './projection/projection-hash.service.js';
import { ProjectionRebuild } from './projection/projection-rebuild.service.js';
import { RegistryConsumer } from './projection/registry.consumer.js';
import { SpendConsumer } from './projection/spend.consumer.js';
import { SubmissionConsumer } from './projection/submission.consumer.js';
import { SubmissionListController } from './submission-list/submission-list.controller.js';
import { SubmissionListReadModel } from './submission-list/submission-list.read-model.js';

export const REPORTING_ENTITIES = [Edition];

const CONSUMERS = [RegistryConsumer, ActivityConsumer, EquipmentConsumer, SpendConsumer, SubmissionConsumer];
const database = ServiceDatabaseModule.forService('reporting', REPORTING_ENTITIES);

@Module({
  imports: [database],
  controllers: [
    ...CONSUMERS,
    EditionController,
    ActivityController,
    SpendController,
    InstallationController,
    OverviewController,
    SubmissionListController,
    FeedCatalogueController,
    EventReplayController,
    ClockController,
  ],
  providers: [
    // The rebuild calls the consumers themselves, so they are providers too.
    ...CONSUMERS,
    ProjectionRebuild,
    ProjectionHash,
    EditionReadModel,
    EditionListReadModel,
    EditionRepository,
    EditionService,
    FigureQuestionService,
    OverviewService,
    SubmissionListReadModel,
    EventReplayReadModel,
  ],
})
export class ReportingModule {}
