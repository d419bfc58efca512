import { z } from 'zod';
import { EDITION_KINDS, LEVELS } from '@cdc/contracts';

export const EditionScopeItem = z.object({ level: z.enum(LEVELS), code: z.string(), name: z.string().optional() });

export const Completeness = z.object({
  centresExpected: z.number(),
  centresReported: z.number(),
  centresNotReported: z.number(),
  cellsReported: z.number(),
  cellsNotReported: z.number(),
});

/** An edition in a list. */
export const EditionItem = z.object({
  id: z.string(),
  kind: z.enum(EDITION_KINDS),
  scope: EditionScopeItem,
  period: z.string(),
  asAt: z.record(z.string(), z.string()),
  contentHash: z.string(),
  completeness: Completeness,
  builtAt: z.string(),
});
export type EditionItem = z.infer<typeof EditionItem>;

const count = z.number().nullable();
const place = { level: z.enum(LEVELS), code: z.string(), name: z.string() };
const measures = {
  plan: count,
  planNotReported: z.number(),
  actual: count,
  actualWithoutPlan: z.number(),
  variance: count,
  direction: z.enum(['favourable', 'adverse', 'on plan']).nullable(),
  didNotAttend: count,
  cancelled: count,
  centresReported: z.number(),
  centresExpected: z.number(),
};
export const Measures = z.object(measures);
/** Counts of tests; null where nothing was stated. */
export type Measures = z.infer<typeof Measures>;

const Figure = z.object({ ...place, ...measures, test: z.string(), state: z.enum(['reported', 'not-reported']).optional() });
const Total = z.object({ ...place, ...measures, basis: z.enum(['DM01_15', 'ALL_CDC']) });
const Dm01Row = z.object({
  ...place,
  parent: z.string().nullable(),
  test: z.string(),
  waitingList: z.number(),
  over6Weeks: z.number(),
  over13Weeks: z.number(),
  waitingListActivity: z.number(),
  plannedActivity: z.number(),
  unscheduledActivity: z.number(),
  totalActivity: z.number(),
  providers: z.number(),
});

/** `GET /api/v1/reports/editions/{id}?format=json`: the edition with everything it holds. */
export const EditionContent = EditionItem.extend({
  scope: EditionScopeItem.extend({ name: z.string() }),
  grouping: z.string().default('as then'),
  bases: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  figures: z.array(Figure),
  totals: z.array(Total),
  dm01: z.object({ month: z.string().nullable(), rows: z.array(Dm01Row) }),
  missing: z.object({
    centres: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        icbCode: z.string().nullable(),
        regionCode: z.string().nullable(),
        plan: count,
        otherGrain: z.string().nullable(),
      }),
    ),
    tests: z.array(z.object({ cdcCode: z.string(), cdcName: z.string(), test: z.string(), plan: count })),
  }),
  reconciliations: z.array(
    z.object({
      cdcCode: z.string(),
      test: z.string(),
      daily: z.number(),
      other: z.number(),
      otherGrain: z.string(),
      difference: z.number(),
    }),
  ),
});
export type EditionContent = z.infer<typeof EditionContent>;
export type EditionFigure = z.infer<typeof Figure>;
export type EditionTotal = z.infer<typeof Total>;
export type EditionDm01Row = z.infer<typeof Dm01Row>;
