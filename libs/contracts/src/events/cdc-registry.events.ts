import { z } from 'zod';
import { SPEND_KINDS } from '../vocabulary/budget-lines.js';
import { defineEvent } from './define-event.js';

const nullableText = z.string().nullable();

/** An organisation that centres or returns refer to, with its whole present value. */
export const OrganisationChanged = defineEvent(
  'cdc-registry',
  'organisation-changed',
  1,
  'An organisation was added or one of its facts changed.',
  z.object({
    code: z.string(),
    kind: z.enum(['region', 'icb', 'trust', 'site']),
    name: z.string(),
    /** ONS E54 code of an ICB. */
    onsCode: nullableText,
    regionCode: nullableText,
    icbCode: nullableText,
    /** Code of the organisation that runs a site. */
    operatedBy: nullableText,
    postcode: nullableText,
    opened: nullableText,
    closed: nullableText,
  }),
);

/** A community diagnostic centre with its whole present value. */
export const CdcRegistered = defineEvent(
  'cdc-registry',
  'cdc-registered',
  1,
  'A centre was registered or one of its facts changed.',
  z.object({
    cdcCode: z.string(),
    name: z.string(),
    /** How the code was found: given in the file, matched to an active ODS site, or made from the published name and postcode. */
    identity: z.enum(['submitted', 'ods-site', 'govuk-hash']),
    hostTrust: nullableText,
    icbCode: z.string(),
    regionCode: z.string(),
    archetype: z.enum(['standard', 'large', 'hub', 'spoke']).nullable(),
    status: z.enum(['proposed', 'approved', 'open', 'closed']),
    temporary: z.boolean(),
    /** First day of activity, or null when unknown: then any date is accepted. */
    opened: nullableText,
    closed: nullableText,
    postcode: nullableText,
    /** A number that stays with the centre for ever; facts are keyed by it. */
    cdcNumber: z.number().int().positive(),
  }),
);

/** Which tests a centre offers, whole. */
export const TestsOffered = defineEvent(
  'cdc-registry',
  'tests-offered',
  1,
  'The list of tests that a centre offers was stated anew.',
  z.object({
    cdcCode: z.string(),
    offers: z.array(z.object({ test: z.string(), from: z.string(), to: nullableText })),
  }),
);

/** The activity plan of a centre for the months that changed, each month whole. */
export const ActivityPlanApproved = defineEvent(
  'cdc-registry',
  'activity-plan-approved',
  1,
  'The planned activity of a centre was stated for some months.',
  z.object({
    cdcCode: z.string(),
    months: z.array(z.object({ month: z.string(), tests: z.array(z.object({ test: z.string(), planned: z.number().int().nonnegative() })) })),
  }),
);

/** The spend plan of an organisation (a centre, a board, a region or ENG) for the months that changed, each month whole. */
export const SpendPlanApproved = defineEvent(
  'cdc-registry',
  'spend-plan-approved',
  1,
  'The planned spend of an organisation was stated for some months.',
  z.object({
    orgCode: z.string(),
    months: z.array(
      z.object({ month: z.string(), lines: z.array(z.object({ kind: z.enum(SPEND_KINDS), line: z.string(), plannedPence: z.number().int().nonnegative() })) }),
    ),
  }),
);

/** When a centre is planned to open. Dates are ISO. */
export const OpeningPlanApproved = defineEvent(
  'cdc-registry',
  'opening-plan-approved',
  1,
  'The planned opening of a centre was stated.',
  z.object({
    cdcCode: z.string(),
    plannedOpening: z.string(),
    /** The funding wave, as in 2021/22 or SR21. */
    wave: nullableText,
    /** First day in the permanent building, where the centre begins in a temporary one. */
    permanentPlanned: nullableText,
  }),
);
