import { MilestoneRecorded, type EventData } from '@cdc/contracts';
import { event, type NewEvent } from '@cdc/platform';

/** The event that states all milestones of a machine as they now are. */
export function milestoneRecorded(data: EventData<typeof MilestoneRecorded>): NewEvent {
  return event(MilestoneRecorded, data.machineId, data);
}
