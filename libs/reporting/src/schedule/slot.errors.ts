import { DomainError } from '@cdc/contracts';

/** Rolls back editions for slots that another scheduler has decided. */
export class TakenMeanwhile extends Error {
  constructor() {
    super('another scheduler has decided these slots');
  }
}

/** Scheduled reports that could not be built. They are on record and tried again. */
export class SlotsWaiting extends DomainError {
  constructor(failures: readonly unknown[]) {
    const reasons = [...new Set(failures.map(reasonOf))];
    const message = `Scheduled reports that are due could not be built yet. They are tried again every minute. ${reasons.join(' ')}`;
    super('unavailable', 'SLOTS_WAITING', message.trim());
    this.cause = failures[0];
  }
}

/** Only what was meant for people. */
function reasonOf(failure: unknown): string {
  return failure instanceof DomainError ? failure.message : 'The log of reporting says why.';
}
