import { z } from 'zod';
import { type ServiceName } from '../vocabulary/services.js';
import { defineEvent } from './define-event.js';

/** The first valid return of a period: it decides whether the return was on time, and no correction moves it. */
export const ReturnedPeriod = z.object({
  /** Whose return: a region, the entity of a ledger, or ENG where one file speaks for the programme. */
  unit: z.string(),
  /** The week's ending Sunday or the month. */
  period: z.string(),
  timeliness: z.enum(['on-time', 'late', 'after-close']),
  /** Days in England after that of the soft deadline. */
  daysLate: z.number().int().nonnegative(),
});
export type ReturnedPeriod = z.infer<typeof ReturnedPeriod>;

/** Periods for which an accepted file is the first, by the time at which it came. */
export const PeriodsReturned = z.object({
  feed: z.string(),
  submissionId: z.string(),
  receivedAt: z.string(),
  periods: z.array(ReturnedPeriod),
});
export type PeriodsReturned = z.infer<typeof PeriodsReturned>;

/** A locked period that may be changed again for a while. */
export const PeriodReopened = z.object({
  reopeningId: z.string(),
  feed: z.string(),
  /** Null = every region. */
  regionCode: z.string().nullable(),
  period: z.string(),
  reason: z.string(),
  reopenedBy: z.string(),
  reopenedAt: z.string(),
  expiresAt: z.string(),
});
export type PeriodReopened = z.infer<typeof PeriodReopened>;

/** Each service that takes returns for periods publishes the same two events under its own name. */
export function windowEvents(service: ServiceName) {
  return {
    returned: defineEvent(service, 'periods-returned', 1, 'A file was the first valid return of some periods.', PeriodsReturned),
    reopened: defineEvent(service, 'period-reopened', 1, 'A locked period was reopened until a given time.', PeriodReopened),
  };
}
