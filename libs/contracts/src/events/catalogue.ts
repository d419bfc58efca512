import { ActivityRestated, Dm01Restated } from './activity-ingest.events.js';
import {
  ActivityPlanApproved,
  CdcRegistered,
  OpeningPlanApproved,
  OrganisationChanged,
  SpendPlanApproved,
  TestsOffered,
} from './cdc-registry.events.js';
import { type EventDefinition } from './define-event.js';
import { EstateStated, MachineRegistered, MilestoneRecorded } from './equipment-tracker.events.js';
import { EditionPublished } from './reporting.events.js';
import { CommitmentStated, SpendForecastStated, SpendPosted } from './spend-monitor.events.js';
import { submissionEvents } from './submission.events.js';
import { windowEvents } from './window.events.js';

export const RegistrySubmission = submissionEvents('cdc-registry');
export const ActivitySubmission = submissionEvents('activity-ingest');
export const EquipmentSubmission = submissionEvents('equipment-tracker');
export const SpendSubmission = submissionEvents('spend-monitor');

export const ActivityWindow = windowEvents('activity-ingest');
export const EquipmentWindow = windowEvents('equipment-tracker');
export const SpendWindow = windowEvents('spend-monitor');

/** Every event that any service publishes. A type that is not here cannot be emitted. */
export const EVENT_CATALOGUE: readonly EventDefinition[] = [
  ...Object.values(RegistrySubmission),
  OrganisationChanged,
  CdcRegistered,
  TestsOffered,
  ActivityPlanApproved,
  SpendPlanApproved,
  OpeningPlanApproved,
  ...Object.values(ActivitySubmission),
  ...Object.values(ActivityWindow),
  ActivityRestated,
  Dm01Restated,
  ...Object.values(EquipmentSubmission),
  ...Object.values(EquipmentWindow),
  MachineRegistered,
  MilestoneRecorded,
  EstateStated,
  ...Object.values(SpendSubmission),
  ...Object.values(SpendWindow),
  SpendPosted,
  CommitmentStated,
  SpendForecastStated,
  EditionPublished,
];

const byType = new Map(EVENT_CATALOGUE.map((definition) => [definition.type as string, definition]));

export function eventDefinition(type: string): EventDefinition | undefined {
  return byType.get(type);
}
