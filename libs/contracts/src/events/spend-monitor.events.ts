import { z } from 'zod';
import { SPEND_KINDS } from '../vocabulary/budget-lines.js';
import { defineEvent } from './define-event.js';

const pence = z.number().int();

/** What a ledger posted for one centre (or none), kind and line in one week of one ledger month. Whole pence; credit notes are negative. */
export const PostedCell = z.object({
  /** Null = the line names no centre. */
  cdcCode: z.string().nullable(),
  /** Null = not stated, as in published ledgers. */
  kind: z.enum(SPEND_KINDS).nullable(),
  line: z.string().nullable(),
  /** Sunday of the week that holds the lines' dates. */
  weekEnding: z.string(),
  amountPence: pence,
  lines: z.number().int().positive(),
});
export type PostedCell = z.infer<typeof PostedCell>;

/** The whole ledger of one entity and month, as cells. It takes the place of all that was posted for them before. */
export const SpendPosted = defineEvent(
  'spend-monitor',
  'spend-posted',
  1,
  'The ledger of an entity was stated for a month.',
  z.object({
    /** ODS code of the organisation whose ledger it is, or ENG. */
    entity: z.string(),
    entityName: z.string(),
    /** Ledger month: the file or its sender says it, never the lines' dates. */
    period: z.string(),
    /** Date in England on which the ledger was taken in. */
    postedOn: z.string(),
    submissionId: z.string(),
    cells: z.array(PostedCell),
  }),
);

/** A purchase order with its whole present value. Not yet received = ordered less receipted; accrual = receipted less invoiced. */
export const CommitmentStated = defineEvent(
  'spend-monitor',
  'commitment-stated',
  1,
  'A purchase order was stated anew.',
  z.object({
    poReference: z.string(),
    contractReference: z.string().nullable(),
    orgCode: z.string(),
    kind: z.enum(SPEND_KINDS),
    line: z.string(),
    orderedPence: pence.nonnegative(),
    receiptedPence: pence.nonnegative(),
    invoicedPence: pence.nonnegative(),
  }),
);

/** The spend that an organisation forecasts for the months that changed, each month whole. */
export const SpendForecastStated = defineEvent(
  'spend-monitor',
  'spend-forecast-stated',
  1,
  'The forecast spend of an organisation was stated for some months.',
  z.object({
    orgCode: z.string(),
    months: z.array(z.object({ month: z.string(), lines: z.array(z.object({ kind: z.enum(SPEND_KINDS), line: z.string(), forecastPence: pence })) })),
  }),
);
