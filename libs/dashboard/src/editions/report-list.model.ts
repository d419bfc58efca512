import { EDITION_KINDS, type EditionKind } from '@cdc/contracts';
import { type EditionItem } from '../platform-api/edition-item.js';
import { type EditionFilter } from '../platform-api/platform-api.js';
import { capitalised } from '../words/programme-sentences.model.js';
import { REPORT_NAMES, periodName } from '../words/sentences.model.js';
import { editionLine, type EditionLine } from './edition-line.model.js';
import { parseScope } from './report-scopes.model.js';

/** Which reports a person asked to see. An empty text stands for all. */
export interface ReportFilter {
  readonly kind: EditionKind | '';
  /** Like `region:Y60`. */
  readonly scope: string;
  /** Where the page before ended. */
  readonly after?: string | undefined;
}

export const ALL_REPORTS: ReportFilter = { kind: '', scope: '' };

export interface ReportList {
  readonly lede: string;
  readonly lines: readonly EditionLine[];
  readonly kinds: readonly { readonly value: string; readonly text: string }[];
  readonly filter: ReportFilter;
  readonly isFiltered: boolean;
  /** The next page of the list, and its first page when this is not that. */
  readonly older: string | null;
  readonly newest: string | null;
}

/** One page of the reports that a person can read, newest first. */
export function reportList(editions: readonly EditionItem[], next: string | null, filter: ReportFilter): ReportList {
  return {
    lede: lede(editions, filter),
    lines: editions.map(editionLine),
    kinds: EDITION_KINDS.map((kind) => ({ value: kind, text: capitalised(REPORT_NAMES[kind]) })),
    filter,
    isFiltered: filter.kind !== '' || filter.scope !== '',
    older: next === null ? null : listPath({ ...filter, after: next }),
    newest: filter.after === undefined ? null : listPath({ ...filter, after: undefined }),
  };
}

/** What the API is asked for. */
export function editionFilter({ kind, scope, after }: ReportFilter): EditionFilter {
  return { ...(kind === '' ? {} : { kind }), ...parseScope(scope), ...(after === undefined ? {} : { after }) };
}

function lede(editions: readonly EditionItem[], { kind, scope, after }: ReportFilter): string {
  const [first] = editions;
  if (!first) return kind === '' && scope === '' ? 'No report has been made yet.' : 'No report of these has been made yet.';
  const name = `${REPORT_NAMES[first.kind]} of ${editionLine(first).scope}, ${periodName(first.kind, first.period)}`;
  return after === undefined ? `The newest is the ${name}.` : `Older reports, from the ${name}.`;
}

function listPath({ kind, scope, after }: ReportFilter): string {
  const query = new URLSearchParams(Object.entries({ kind, scope, after: after ?? '' }).filter(([, value]) => value !== ''));
  return query.size === 0 ? '/reports' : `/reports?${query.toString()}`;
}
