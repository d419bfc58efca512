import { CdcRegistered } from '@cdc/contracts';
import { event, type NewEvent } from '@cdc/platform';
import { type CentreFacts } from './centre.model.js';

/** The event that states a centre as it now is. What the event's schema does not name stays with the registry. */
export function centreRegistered(centre: CentreFacts): NewEvent {
  return event(CdcRegistered, centre.cdcCode, centre);
}
