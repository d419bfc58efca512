import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { ENV, ServiceDatabaseModule, dataSetFolder, type Env } from '@cdc/platform';
import { ChaseController } from './chasing/chase.controller.js';
import { ChaseJob } from './chasing/chase.job.js';
import { ChaseListReadModel } from './chasing/chase-list.read-model.js';
import { ChaseService } from './chasing/chase.service.js';
import { ClockController } from './clock/clock.controller.js';
import { EditionController } from './edition/edition.controller.js';
import { Edition } from './edition/edition.entity.js';
import { EditionListReadModel } from './edition/edition-list.read-model.js';
import { EditionReadModel } from './edition/edition.read-model.js';
import { EditionRepository } from './edition/edition.repository.js';
import { EditionService } from './edition/edition.service.js';
import { EventReplayController } from './event-replay/event-replay.controller.js';
import { EventReplayReadModel } from './event-replay/event-replay.read-model.js';
import { ExpectedController } from './expected/expected.controller.js';
import { ExpectedService } from './expected/expected.service.js';
import { OnTimeService } from './expected/on-time.service.js';
import { ReturnGaps } from './expected/return-gaps.read-model.js';
import { FeedCatalogueController } from './feed-catalogue/feed-catalogue.controller.js';
import { ActivityController } from './figures/activity.controller.js';
import { FigureQuestionService } from './figures/figure-question.service.js';
import { InstallationController } from './figures/installation.controller.js';
import { SpendController } from './figures/spend.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import { OverviewService } from './overview/overview.service.js';
import { DeliveryJob } from './mail/delivery.job.js';
import { DeliveryService } from './mail/delivery.service.js';
import { FolderMailTransport } from './mail/folder-mail.transport.js';
import { MailTransport } from './mail/mail-transport.js';
import { SmtpMailTransport } from './mail/smtp-mail.transport.js';
import { ActivityConsumer } from './projection/activity.consumer.js';
import { EquipmentConsumer } from './projection/equipment.consumer.js';
import { ProjectionHash } from './projection/projection-hash.service.js';
import { ProjectionRebuild } from './projection/projection-rebuild.service.js';
import { RegistryConsumer } from './projection/registry.consumer.js';
import { SpendConsumer } from './projection/spend.consumer.js';
import { SubmissionConsumer } from './projection/submission.consumer.js';
import { WindowConsumer } from './projection/window.consumer.js';
import { RecipientController } from './recipient/recipient.controller.js';
import { RecipientService } from './recipient/recipient.service.js';
import { SlotController } from './schedule/slot.controller.js';
import { SlotJob } from './schedule/slot.job.js';
import { SlotReadModel } from './schedule/slot.read-model.js';
import { SlotService } from './schedule/slot.service.js';
import { SubmissionListController } from './submission-list/submission-list.controller.js';
import { SubmissionListReadModel } from './submission-list/submission-list.read-model.js';
import { TemplateService } from './template/template.service.js';

export const REPORTING_ENTITIES = [Edition];

const CONSUMERS = [RegistryConsumer, ActivityConsumer, EquipmentConsumer, SpendConsumer, SubmissionConsumer, WindowConsumer];
const database = ServiceDatabaseModule.forService('reporting', REPORTING_ENTITIES);

/** A mail server where one is set, else files in the folder of the data set. */
export function mailTransport(env: Env): MailTransport {
  return env.CDC_SMTP_URL === undefined
    ? new FolderMailTransport(join(dataSetFolder(env), 'mail'))
    : new SmtpMailTransport(env.CDC_SMTP_URL);
}

@Module({
  imports: [database],
  controllers: [
    ...CONSUMERS,
    SlotController,
    ChaseController,
    RecipientController,
    EditionController,
    ActivityController,
    SpendController,
    InstallationController,
    OverviewController,
    SubmissionListController,
    ExpectedController,
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
    ReturnGaps,
    ExpectedService,
    OnTimeService,
    ChaseService,
    ChaseListReadModel,
    ChaseJob,
    EventReplayReadModel,
    TemplateService,
    SlotService,
    SlotReadModel,
    SlotJob,
    RecipientService,
    { provide: MailTransport, inject: [ENV], useFactory: mailTransport },
    DeliveryService,
    DeliveryJob,
  ],
})
export class ReportingModule {}
