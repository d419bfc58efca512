import { Module, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { ServiceDatabaseModule } from '@cdc/platform';
import { AssetsController } from './assets/assets.controller.js';
import { PageAssets } from './assets/page-assets.js';
import { EditionPagesController } from './editions/edition-pages.controller.js';
import { EditionPagesService } from './editions/edition-pages.service.js';
import { OverviewPagesController } from './overview/overview-pages.controller.js';
import { OverviewPagesService } from './overview/overview-pages.service.js';
import { LoadingProgressController } from './pages/loading-progress.controller.js';
import { PageRenderer } from './pages/page-renderer.js';
import { ProblemPage } from './pages/problem-page.js';
import { PlatformApi } from './platform-api/platform-api.js';
import { RegionHomeController } from './regions/region-home.controller.js';
import { RegionHomeService } from './regions/region-home.service.js';
import { ReopeningPagesController } from './regions/reopening/reopening-pages.controller.js';
import { ReopeningPagesService } from './regions/reopening/reopening-pages.service.js';
import { PageSession } from './session/page-session.entity.js';
import { PageSessionMiddleware } from './session/page-session.middleware.js';
import { PageSessionRepository } from './session/page-session.repository.js';
import { SignInAttempt } from './session/sign-in-attempt.entity.js';
import { SignInController } from './session/sign-in.controller.js';
import { ConfirmationPagesService } from './submissions/confirmation/confirmation-pages.service.js';
import { SubmissionAnswersController } from './submissions/submission-answers.controller.js';
import { SubmissionPagesController } from './submissions/submission-pages.controller.js';
import { SubmissionPagesService } from './submissions/submission-pages.service.js';
import { TemplatePagesController } from './submissions/template-pages.controller.js';
import { UploadService } from './submissions/upload.service.js';

export const DASHBOARD_ENTITIES = [PageSession, SignInAttempt] as const;

const database = ServiceDatabaseModule.forService('dashboard', DASHBOARD_ENTITIES);
const PAGES = [OverviewPagesController, SignInController, RegionHomeController, ReopeningPagesController, SubmissionPagesController, SubmissionAnswersController, TemplatePagesController, EditionPagesController, LoadingProgressController];

@Module({
  imports: [database],
  controllers: [...PAGES, AssetsController],
  providers: [
    ConfirmationPagesService,
    EditionPagesService,
    OverviewPagesService,
    PageAssets,
    PageRenderer,
    PageSessionRepository,
    PlatformApi,
    ProblemPage,
    RegionHomeService,
    ReopeningPagesService,
    SubmissionPagesService,
    UploadService,
  ],
})
export class DashboardModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(PageSessionMiddleware).forRoutes(...PAGES);
  }
}
