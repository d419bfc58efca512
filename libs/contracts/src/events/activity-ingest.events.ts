import { z } from 'zod';
import { defineEvent } from './define-event.js';

const count = z.number().int().nonnegative();

/** The grain at which a centre sent its figures. Two grains of one centre are two measures, never added. */
export const RETURN_GRAINS = ['daily', 'weekly', 'monthly'] as const;
export type ReturnGrain = (typeof RETURN_GRAINS)[number];

/** The whole totals of one period of one centre from one grain, as columns: position i of every list belongs to `tests[i]`. */
export const PeriodTotals = z.object({
  kind: z.enum(['week', 'month']),
  /** The week's ending Sunday (`2024-08-04`) or the month (`2024-08`). */
  period: z.string(),
  grain: z.enum(RETURN_GRAINS),
  tests: z.array(z.string()),
  delivered: z.array(count),
  /** Null where no row of the period stated it. */
  didNotAttend: z.array(count.nullable()),
  cancelled: z.array(count.nullable()),
  /** Days of the period with a figure for the test; 1 for weekly and monthly returns. */
  days: z.array(count),
});
export type PeriodTotals = z.infer<typeof PeriodTotals>;

/** New whole totals for every week and month of a centre that an accepted file touched. */
export const ActivityRestated = defineEvent(
  'activity-ingest',
  'activity-restated',
  1,
  'The activity of a centre was stated for some weeks or months.',
  z.object({ cdcCode: z.string(), submissionId: z.string(), periods: z.array(PeriodTotals) }),
);

/** DM01 figures of one provider and month, all its tests. An empty list withdraws the provider from that month. */
export const Dm01Restated = defineEvent(
  'activity-ingest',
  'dm01-restated',
  1,
  'The DM01 figures of a provider were stated for a month.',
  z.object({
    month: z.string(),
    providerCode: z.string(),
    providerName: z.string(),
    regionCode: z.string().nullable(),
    submissionId: z.string(),
    tests: z.array(
      z.object({
        test: z.string(),
        waitingList: count,
        over6Weeks: count,
        over13Weeks: count,
        waitingListActivity: count,
        plannedActivity: count,
        unscheduledActivity: count,
      }),
    ),
  }),
);
