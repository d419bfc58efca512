import { DomainError } from '@cdc/contracts';
import { type ReportScope } from '../schedule/report-schedule.model.js';
import { CHASING, type RecipientKind } from './recipient-kinds.js';

export function notScheduled(kind: RecipientKind, { level, code }: ReportScope): DomainError {
  const ofReport = `No ${kind} report of ${level} ${code} is built on a schedule, so nobody can be sent one. Reports are scheduled for England (ENG) and its regions.`;
  const message = kind === CHASING ? `Missing returns are chased by region, so ${level} ${code} has no list.` : ofReport;
  return new DomainError('invalid', 'SCOPE_NOT_SCHEDULED', message, { kind, level, code });
}

export function duplicateRecipient(places: readonly number[]): DomainError {
  const message = `The same address is in the list more than once, at the places ${places.join(' and ')}. Leave it in once.`;
  return new DomainError('invalid', 'DUPLICATE_RECIPIENT', message, { places });
}
