import { z } from 'zod';
import { EDITION_KINDS, LEVELS } from '@cdc/contracts';
import { CentresOpen, Completeness, Figure, InstallationFigure, SpendFigure, Total, UnmatchedSpend, place } from './programme-figures.js';

export const EditionScopeItem = z.object({ level: z.enum(LEVELS), code: z.string(), name: z.string().optional() });

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
export type EditionDm01Row = z.infer<typeof Dm01Row>;

const Missing = z.object({
  centres: z.array(
    z.object({ code: z.string(), name: z.string(), icbCode: z.string().nullable(), regionCode: z.string().nullable(), plan: count, otherGrain: z.string().nullable() }),
  ),
  tests: z.array(z.object({ cdcCode: z.string(), cdcName: z.string(), test: z.string(), plan: count })),
  machines: z.array(z.object({ machineId: z.string(), orgCode: z.string(), modality: z.string(), statedOn: z.string().nullable() })).default([]),
  entities: z.array(z.object({ code: z.string(), name: z.string(), month: z.string(), lastMonth: z.string() })).default([]),
});

const Reconciliation = z.object({
  cdcCode: z.string(),
  test: z.string(),
  daily: z.number(),
  other: z.number(),
  otherGrain: z.string(),
  difference: z.number(),
});

/** `GET /api/v1/reports/editions/{id}?format=json`: the edition with everything it holds. One made before a domain was covered has none of it. */
export const EditionContent = EditionItem.extend({
  scope: EditionScopeItem.extend({ name: z.string() }),
  grouping: z.string().default('as then'),
  bases: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  figures: z.array(Figure),
  totals: z.array(Total),
  dm01: z.object({ month: z.string().nullable(), rows: z.array(Dm01Row) }),
  centres: z.array(CentresOpen).default([]),
  installations: z.array(InstallationFigure).default([]),
  spend: z.object({ figures: z.array(SpendFigure), unmatched: z.array(UnmatchedSpend) }).default({ figures: [], unmatched: [] }),
  missing: Missing,
  reconciliations: z.array(Reconciliation),
});
export type EditionContent = z.infer<typeof EditionContent>;
