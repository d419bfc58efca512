import { ActivityRestated, Dm01Restated } from './activity-ingest.events.js';
import { ActivityPlanApproved, CdcRegistered, OrganisationChanged, TestsOffered } from './cdc-registry.events.js';
import { type EventDefinition } from './define-event.js';
import { EditionPublished } from './reporting.events.js';
import { submissionEvents } from './submission.events.js';

export const RegistrySubmission = submissionEvents('cdc-registry');
export const ActivitySubmission = submissionEvents('activity-ingest');

/** Every event that any service publishes. A type that is not here cannot be emitted. */
export const EVENT_CATALOGUE: readonly EventDefinition[] = [
  ...Object.values(RegistrySubmission),
  OrganisationChanged,
  CdcRegistered,
  TestsOffered,
  ActivityPlanApproved,
  ...Object.values(ActivitySubmission),
  ActivityRestated,
  Dm01Restated,
  EditionPublished,
];

const byType = new Map(EVENT_CATALOGUE.map((definition) => [definition.type as string, definition]));

export function eventDefinition(type: string): EventDefinition | undefined {
  return byType.get(type);
}
