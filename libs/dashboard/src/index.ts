import { type ServiceDefinition } from '@cdc/platform';
import { DASHBOARD_ENTITIES, DashboardModule } from './dashboard.module.js';
import { PageSession1780600000000 } from './migrations/1780600000000-page-session.js';

export const dashboard: ServiceDefinition = {
  name: 'dashboard',
  module: DashboardModule,
  entities: DASHBOARD_ENTITIES,
  migrations: [PageSession1780600000000],
  consumesEvents: false,
};
