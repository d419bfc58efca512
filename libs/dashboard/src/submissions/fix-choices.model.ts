import { maySubmit, type Principal } from '@cdc/access';
import { feedRow } from '@cdc/contracts';
import { type SubmissionFix, type SubmissionItem } from '../platform-api/submission-item.js';
import { counted } from '../words/format.model.js';

/** One box to tick beside a cause. */
export interface FixChoice {
  readonly id: string;
  /** "Change USS to US in all 23 rows for me". */
  readonly label: string;
  readonly pairs: readonly { readonly from: string; readonly to: string; readonly rows: string }[];
}

export interface FixChoices {
  readonly fixesByCode: Readonly<Record<string, readonly FixChoice[]>>;
  /** Null where nothing can be fixed. */
  readonly fixesSentence: string | null;
}

/** A corrected copy goes out in the sender's own name, so only the same region sends it. */
export function mayFix(principal: Principal, item: Pick<SubmissionItem, 'feed' | 'region'>): boolean {
  const feed = feedRow(item.feed);
  return feed !== undefined && maySubmit(principal, feed.name) && principal.region === item.region;
}

export function fixChoices(fixes: readonly SubmissionFix[]): FixChoices {
  const codes = [...new Set(fixes.map(({ code }) => code))];
  const cells = fixes.reduce((sum, { count }) => sum + count, 0);
  return {
    fixesByCode: Object.fromEntries(codes.map((code) => [code, fixes.filter((fix) => fix.code === code).map(choiceOf)])),
    fixesSentence: fixes.length === 0 ? null : `We can change ${counted(cells, 'cell', 'cells')} for you. Tick what we may change; your own file stays as it is, and the corrected copy is sent and checked.`,
  };
}

function choiceOf({ id, sentence, pairs }: SubmissionFix): FixChoice {
  return {
    id,
    label: `${sentence} for me`,
    pairs: pairs.map(({ from, to, count }) => ({ from, to: to === '' ? 'empty' : to, rows: counted(count, 'row', 'rows') })),
  };
}
