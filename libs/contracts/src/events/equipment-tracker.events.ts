import { z } from 'zod';
import { MILESTONES } from '../vocabulary/installations.js';
import { defineEvent } from './define-event.js';

const nullableText = z.string().nullable();
const MILESTONE_CODES = MILESTONES.map(({ code }) => code);

/** A machine with its whole present value. */
export const MachineRegistered = defineEvent(
  'equipment-tracker',
  'machine-registered',
  1,
  'A machine was registered or one of its facts changed.',
  z.object({
    machineId: z.string(),
    /** The centre or the trust that it is for. */
    orgCode: z.string(),
    modality: z.string(),
    /** Code of the budget line that pays for it. */
    fundingLine: z.string(),
    serial: nullableText,
    model: nullableText,
    supplier: nullableText,
    poReference: nullableText,
    contractReference: nullableText,
    valuePence: z.number().int().nonnegative().nullable(),
    temporary: z.boolean(),
    testsPerWeek: z.number().int().nonnegative().nullable(),
    /** The machine whose place it takes. */
    replaces: nullableText,
  }),
);

/** Where one milestone of a machine stands. Dates are ISO; null = not stated. */
export const MilestoneState = z.object({
  milestone: z.enum(MILESTONE_CODES),
  baseline: nullableText,
  forecast: nullableText,
  actual: nullableText,
  /** Code of the reason given with the last move of the forecast. */
  reason: nullableText,
  evidence: nullableText,
  /** How often the forecast has moved since it was first stated. */
  forecastMoves: z.number().int().nonnegative(),
});
export type MilestoneState = z.infer<typeof MilestoneState>;

/** All milestones of a machine that have ever been stated, in the order of the vocabulary. */
export const MilestoneRecorded = defineEvent(
  'equipment-tracker',
  'milestone-recorded',
  1,
  'A date of a milestone of a machine was stated.',
  z.object({
    machineId: z.string(),
    milestones: z.array(MilestoneState),
    /** Date in England on which a milestone of the machine was last stated, also unchanged. */
    statedOn: z.string(),
    /** Null when a person recorded it and no file. */
    submissionId: nullableText,
  }),
);

/** What the estate list says of a trust or site, whole. */
export const EstateStated = defineEvent(
  'equipment-tracker',
  'estate-stated',
  1,
  'The estate of a trust or site was stated anew.',
  z.object({
    orgCode: z.string(),
    acute: z.boolean().nullable(),
    ctScanners: z.number().int().nonnegative().nullable(),
    jagStatus: nullableText,
    jagExpires: nullableText,
    schemes: z.array(z.object({ scheme: z.string(), status: nullableText, expires: nullableText })),
  }),
);
