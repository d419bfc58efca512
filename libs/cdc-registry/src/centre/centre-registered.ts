import { CdcRegistered } from '@cdc/contracts';
import { event, type NewEvent } from '@cdc/platform';
import { type CentreFacts } from './centre.model.js';

/** The event that states a centre as it now is. */
export function centreRegistered(centre: CentreFacts): NewEvent {
  const {
    cdcCode,
    name,
    identity,
    hostTrust,
    icbCode,
    regionCode,
    archetype,
    status,
    temporary,
    opened,
    closed,
    postcode,
    cdcNumber,
  } = centre;
  return event(CdcRegistered, cdcCode, {
    cdcCode,
    name,
    identity,
    hostTrust,
    icbCode,
    regionCode,
    archetype,
    status,
    temporary,
    opened,
    closed,
    postcode,
    cdcNumber,
  });
}
