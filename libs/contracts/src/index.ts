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
export { BUDGET_LINES, SPEND_KINDS, budgetLine, isMatchedSpend, type BudgetLine, type SpendKind } from './vocabulary/budget-lines.js';
export { MILESTONES, MODALITIES, SLIP_REASONS, type Milestone, type Modality, type SlipReason } from './vocabulary/installations.js';
export { PROGRAMME_TARGET } from './vocabulary/programme-targets.js';
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
export { londonInstant } from './calendar/london-time.js';
export { isWorkingDay, workingDayAfter, workingDayBefore, workingDayOfMonth } from './calendar/working-days.js';
export { FEED_WINDOWS, feedWindow, type FeedWindow, type WindowedFeed } from './windows/feed-windows.js';
export {
  isAfterDeadline,
  isWindowPeriod,
  lastEndedPeriod,
  timelinessOf,
  windowState,
  windowTimes,
  type Timeliness,
  type WindowState,
  type WindowTimes,
} from './windows/window-times.js';
export { financialYearMonths, monthsTouched, plannedInDays, plannedInWeek, plannedOnDay } from './calendar/plan-phasing.js';
export { EventEnvelope, defineEvent, envelopeAttributes, type EventData, type EventDefinition, type LoggedEvent } from './events/define-event.js';
export { SubmissionState, submissionEvents } from './events/submission.events.js';
export {
  ActivityPlanApproved,
  CdcRegistered,
  OpeningPlanApproved,
  OrganisationChanged,
  SpendPlanApproved,
  TestsOffered,
} from './events/cdc-registry.events.js';
export { EstateStated, MachineRegistered, MilestoneRecorded, MilestoneState } from './events/equipment-tracker.events.js';
export { CommitmentStated, PostedCell, SpendForecastStated, SpendPosted } from './events/spend-monitor.events.js';
export { ActivityRestated, Dm01Restated, PeriodTotals, RETURN_GRAINS, type ReturnGrain } from './events/activity-ingest.events.js';
export { PeriodReopened, PeriodsReturned, windowEvents, type ReturnedPeriod } from './events/window.events.js';
export { EDITION_KINDS, EditionPublished, type EditionKind } from './events/reporting.events.js';
export {
  ActivityWindow,
  EquipmentWindow,
  SpendWindow,
  ActivitySubmission,
  EVENT_CATALOGUE,
  EquipmentSubmission,
  RegistrySubmission,
  SpendSubmission,
  eventDefinition,
} from './events/catalogue.js';
export { ROUTES, targetFor, type Route, type RouteTarget } from './routes/route-table.js';
