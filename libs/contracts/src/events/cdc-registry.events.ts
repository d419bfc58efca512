import { z } from 'zod';
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
