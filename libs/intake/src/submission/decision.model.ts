/** What a check found out, as it is written to the row. */
export interface Decision {
  readonly status: 'accepted' | 'rejected' | 'awaiting-confirmation' | 'quarantined';
  readonly layout: string | null;
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly dropped: number;
  readonly errors: number;
  readonly warnings: number;
  readonly totals: Readonly<Record<string, number>>;
  /** Null while it waits for reasons. */
  readonly decidedAt: Date | null;
  readonly supersedes: readonly string[];
  readonly liveCells: number | null;
  readonly places: readonly string[] | null;
  /** The file could not be looked through for patients, so it is destroyed. */
  readonly unseen: boolean;
}
