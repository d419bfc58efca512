import { z } from 'zod';
import { LEVELS, MILESTONES, SPEND_KINDS, type Milestone } from '@cdc/contracts';

const count = z.number().nullable();

/** The organisation that a figure is of. */
export const place = { level: z.enum(LEVELS), code: z.string(), name: z.string() };
export const Direction = z.enum(['favourable', 'adverse', 'on plan']);
export type Direction = z.infer<typeof Direction>;

const measures = {
  plan: count,
  planNotReported: z.number(),
  actual: count,
  actualWithoutPlan: z.number(),
  variance: count,
  direction: Direction.nullable(),
  didNotAttend: count,
  cancelled: count,
  centresReported: z.number(),
  centresExpected: z.number(),
};
export const Measures = z.object(measures);
/** Counts of tests; null where nothing was stated. */
export type Measures = z.infer<typeof Measures>;

export const Figure = z.object({ ...place, ...measures, test: z.string(), state: z.enum(['reported', 'not-reported']).optional() });
export const Total = z.object({ ...place, ...measures, basis: z.enum(['DM01_15', 'ALL_CDC']) });
export type Total = z.infer<typeof Total>;

export const CentresOpen = z.object({
  ...place,
  open: z.number(),
  temporary: z.number(),
  planned: count,
  variance: count,
  direction: Direction.nullable(),
  forecast: z.number(),
  target: count,
});
/** Centres open on a day, those planned by then, and those expected by the day of the target. */
export type CentresOpen = z.infer<typeof CentresOpen>;

const isMilestone = (code: string): code is Milestone => MILESTONES.some((milestone) => milestone.code === code);

export const InstallationFigure = z.object({
  ...place,
  milestone: z.string().refine(isMilestone),
  modality: z.string().nullable(),
  machines: z.number(),
  planned: z.number(),
  actual: z.number(),
  plannedToDate: z.number(),
  actualToDate: z.number(),
  forecastToDate: z.number(),
  variance: z.number(),
  direction: Direction,
  late: z.number(),
  overdue: z.number(),
});
/** Machines of an organisation by milestone; `modality` null = all kinds. */
export type InstallationFigure = z.infer<typeof InstallationFigure>;

export const SpendFigure = z.object({
  ...place,
  kind: z.enum(SPEND_KINDS),
  line: z.string().nullable(),
  plan: count,
  actual: count,
  variance: count,
  direction: Direction.nullable(),
  planToDate: count,
  actualToDate: count,
  varianceToDate: count,
  directionToDate: Direction.nullable(),
  budget: count,
  forecastOutturn: count,
  committed: count,
  accrued: count,
});
/** Spend in whole pence; `line` null = all lines of the kind, amounts null where nothing was stated. */
export type SpendFigure = z.infer<typeof SpendFigure>;

export const UnmatchedSpend = z.object({ ...place, lines: z.number(), amount: z.number(), linesToDate: z.number(), amountToDate: z.number() });
/** Ledger lines that no plan can be compared with, in whole pence. */
export type UnmatchedSpend = z.infer<typeof UnmatchedSpend>;

export const Completeness = z.object({
  centresExpected: z.number().optional(),
  centresReported: z.number().optional(),
  centresNotReported: z.number().optional(),
  cellsReported: z.number().optional(),
  cellsNotReported: z.number().optional(),
  installations: z.object({ machinesExpected: z.number(), machinesUpdated: z.number(), machinesNotUpdated: z.number() }).optional(),
  spend: z.object({ entitiesExpected: z.number(), entitiesPosted: z.number(), entitiesNotPosted: z.number() }).optional(),
});
/** How much of what was expected has arrived; what a report does not cover is not there. */
export type Completeness = z.infer<typeof Completeness>;
