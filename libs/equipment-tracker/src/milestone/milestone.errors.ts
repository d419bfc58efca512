import { DomainError } from '@cdc/contracts';

export function unknownMachine(machineId: string): DomainError {
  return new DomainError('not-found', 'UNKNOWN_MACHINE', `There is no machine ${machineId} in the register.`, { machineId });
}

export function versionNotGiven(machineId: string): DomainError {
  const message = `Say which version of ${machineId} you have seen: read it, and send its ETag as If-Match.`;
  return new DomainError('precondition-required', 'PRECONDITION_REQUIRED', message, { machineId });
}

/** @param current the machine as it stands now, with `version` */
export function editConflict(machineId: string, current: object): DomainError {
  const message = `${machineId} has changed since you read it. Nothing was recorded. Look at what stands now, then decide again.`;
  return new DomainError('precondition-failed', 'EDIT_CONFLICT', message, { current });
}

export function actualInFuture(actual: string, today: string): DomainError {
  const message = `${actual} is after ${today}, today. Record it as the forecast until the milestone is reached.`;
  return new DomainError('invalid', 'ACTUAL_IN_FUTURE', message, { actual, today });
}

export function reasonNotGiven(known: string, forecast: string): DomainError {
  const message = `The forecast moves from ${known} to ${forecast}. Give the code of the reason.`;
  return new DomainError('invalid', 'REASON_REQUIRED', message, { known, forecast });
}

/** @param order both dates in a sentence */
export function orderViolated(machineId: string, order: string): DomainError {
  return new DomainError('invalid', 'MILESTONE_ORDER', `${machineId}: ${order} Correct one of the two actual dates.`, { machineId });
}
