import { z } from 'zod';
import { CentresOpen, Completeness, InstallationFigure, SpendFigure, Total, UnmatchedSpend, place } from './programme-figures.js';

const count = z.number().nullable();
const day = z.string().nullable();

const TestWeek = z.object({ period: z.string(), plan: count, actual: count, centresReported: z.number(), centresExpected: z.number() });

const CentreOpening = z.object({
  code: z.string(),
  name: z.string(),
  icbCode: z.string(),
  regionCode: z.string(),
  isOpen: z.boolean(),
  temporary: z.boolean(),
  opened: day,
  planned: day,
  expected: day,
});
/** When a centre opened, was to open and is expected to open, as ISO dates. */
export type CentreOpening = z.infer<typeof CentreOpening>;

const LateMachine = z.object({
  machineId: z.string(),
  orgCode: z.string(),
  orgName: z.string(),
  modality: z.string(),
  milestone: z.string(),
  baseline: day,
  expected: z.string(),
  daysLate: z.number(),
  daysOverdue: z.number(),
  reason: z.string().nullable(),
  forecastMoves: z.number(),
});
export type LateMachine = z.infer<typeof LateMachine>;

/** `GET /api/v1/overview`: the position of England or of a region as it stands now. */
export const OverviewItem = z.object({
  at: z.string(),
  asAt: z.record(z.string(), z.string()),
  scope: z.object(place),
  week: z.string(),
  month: z.string(),
  completeness: Completeness,
  centres: z.array(CentresOpen),
  openings: z.array(CentreOpening),
  weeks: z.array(TestWeek),
  tests: z.array(Total),
  installations: z.array(InstallationFigure),
  lateMachines: z.array(LateMachine),
  spend: z.array(SpendFigure),
  unmatched: z.array(UnmatchedSpend),
});
export type OverviewItem = z.infer<typeof OverviewItem>;
