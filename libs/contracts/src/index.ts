export { DomainError, type DomainErrorKind } from './problems/domain-error.js';
export { SERVICES, schemaOf, serviceRow, type ServiceName } from './vocabulary/services.js';
export {
  ACTIVITY_BASES,
  DIAGNOSTIC_TESTS,
  TEST_GROUPS,
  foldName,
  testCodeOf,
  testNumber,
  testSpellings,
  type ActivityBasis,
  type DiagnosticTest,
  type TestGroup,
} from './vocabulary/diagnostic-tests.js';
export { ENGLAND, LEVELS, REGIONS, regionName, type Level, type RegionCode } from './vocabulary/regions.js';
export { ICBS, type Icb } from './vocabulary/icbs.js';
export { FEEDS, feedRow, type FeedName } from './vocabulary/feeds.js';
export { SUBMISSION_STATUSES, type SubmissionStatus } from './vocabulary/submission-status.js';
export {
  dayNumber,
  financialYear,
  isIsoDate,
  isIsoMonth,
  isoDate,
  londonDate,
  monthDays,
  monthOf,
  weekEnding,
  weekday,
} from './calendar/calendar.js';
export { plannedInWeek, plannedOnDay } from './calendar/plan-phasing.js';
export { EventEnvelope, defineEvent, envelopeAttributes, type EventData, type EventDefinition, type LoggedEvent } from './events/define-event.js';
export { SubmissionState, submissionEvents } from './events/submission.events.js';
export { ActivityPlanApproved, CdcRegistered, OrganisationChanged, TestsOffered } from './events/cdc-registry.events.js';
export { ActivityRestated, Dm01Restated, PeriodTotals, RETURN_GRAINS, type ReturnGrain } from './events/activity-ingest.events.js';
export { EDITION_KINDS, EditionPublished, type EditionKind } from './events/reporting.events.js';
export { ActivitySubmission, EVENT_CATALOGUE, RegistrySubmission, eventDefinition } from './events/catalogue.js';
export { ROUTES, targetFor, type Route, type RouteTarget } from './routes/route-table.js';
