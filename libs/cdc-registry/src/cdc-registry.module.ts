import { Module } from '@nestjs/common';
import { INTAKE_MIGRATIONS, IntakeModule, Submission } from '@cdc/intake';
import { ServiceDatabaseModule, type ServiceDefinition } from '@cdc/platform';
import { CentreReview } from './centre/centre-review.entity.js';
import { CentreController } from './centre/centre.controller.js';
import { Centre } from './centre/centre.entity.js';
import { CentreLoader } from './centre/centre.loader.js';
import { CentreReadModel } from './centre/centre.read-model.js';
import { RegistryTables1780100000000 } from './migrations/1780100000000-registry-tables.js';
import { CentreHours1781310000000 } from './migrations/1781310000000-centre-hours.js';
import { SpendAndOpeningPlans1780600000000 } from './migrations/1780600000000-spend-and-opening-plans.js';
import { OfferLoader } from './offer/offer.loader.js';
import { OfferedTest } from './offer/offered-test.entity.js';
import { OpeningPlanLoader } from './opening/opening-plan.loader.js';
import { PlannedOpening } from './opening/planned-opening.entity.js';
import { OrganisationVersion } from './organisation/organisation-version.entity.js';
import { OrganisationController } from './organisation/organisation.controller.js';
import { Organisation } from './organisation/organisation.entity.js';
import { OrganisationLoader } from './organisation/organisation.loader.js';
import { OrganisationReadModel } from './organisation/organisation.read-model.js';
import { ActivityPlanLoader } from './plan/activity-plan.loader.js';
import { PlanCell } from './plan/plan-cell.entity.js';
import { SpendPlanCell } from './plan/spend-plan-cell.entity.js';
import { SpendPlanLoader } from './plan/spend-plan.loader.js';

const ENTITIES = [
  Submission,
  Organisation,
  OrganisationVersion,
  Centre,
  CentreReview,
  OfferedTest,
  PlanCell,
  SpendPlanCell,
  PlannedOpening,
];
const database = ServiceDatabaseModule.forService('cdc-registry', ENTITIES);

@Module({
  imports: [
    database,
    IntakeModule.forService({
      service: 'cdc-registry',
      database,
      loaders: [OrganisationLoader, CentreLoader, OfferLoader, ActivityPlanLoader, SpendPlanLoader, OpeningPlanLoader],
    }),
  ],
  controllers: [CentreController, OrganisationController],
  providers: [CentreReadModel, OrganisationReadModel],
})
export class CdcRegistryModule {}

export const cdcRegistry: ServiceDefinition = {
  name: 'cdc-registry',
  module: CdcRegistryModule,
  entities: ENTITIES,
  migrations: [...INTAKE_MIGRATIONS, RegistryTables1780100000000, SpendAndOpeningPlans1780600000000, CentreHours1781310000000],
  consumesEvents: false,
};
