import { CONFIRM_CODES } from '@cdc/feeds';
import { z } from 'zod';

const code = z.enum(CONFIRM_CODES);

/** What a file waits for and what was said of it, as `GET /api/v1/submissions/{id}/confirmation` shows it. */
export const ConfirmationItem = z.object({
  waiting: z.array(z.object({ code, messages: z.array(z.string()), fix: z.string() })),
  reasons: z.array(z.object({ code, reason: z.string(), givenBy: z.string(), givenAt: z.string(), messages: z.array(z.string()).nullable() })),
});
export type ConfirmationItem = z.infer<typeof ConfirmationItem>;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One value that a file changes or leaves out. */
export const ChangeItem = z.object({
  kind: z.enum(['changed', 'dropped']),
  row: z.number().nullable(),
  key: z.record(z.string(), z.string()),
  column: z.string().nullable(),
  old: value,
  new: value,
  percent: z.number().nullable(),
});
export type ChangeItem = z.infer<typeof ChangeItem>;

/** The first values that a file changes, with the counts of its rows. */
export const DiffItem = z.object({
  totals: z.object({ new: z.number(), changed: z.number(), unchanged: z.number(), dropped: z.number() }),
  items: z.array(ChangeItem),
  next: z.string().nullable(),
});
export type DiffItem = z.infer<typeof DiffItem>;
