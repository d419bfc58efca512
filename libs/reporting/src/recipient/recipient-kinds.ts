import { EDITION_KINDS, type EditionKind } from '@cdc/contracts';

/** Reminders of missing returns; its lists are of regions. */
export const CHASING = 'chasing';

/** What people can be mailed: each kind of report, and reminders. */
export const RECIPIENT_KINDS = [...EDITION_KINDS, CHASING] as const;
export type RecipientKind = EditionKind | typeof CHASING;
