import { feedRow, type FeedName } from '@cdc/contracts';
import { type FaultReporter } from '../check/fault-reporter.js';
import { type FoundHeader } from '../header/header-search.js';

/** Templates that have changed so that an older one no longer fits: feed and its present version. All others are at 1. */
const VERSIONS: Readonly<Partial<Record<FeedName, number>>> = {};

const MARK = /^cdc-template ([a-z0-9-]+) v(\d{1,4})$/;

export function templateVersion(feed: FeedName): number {
  return VERSIONS[feed] ?? 1;
}

/** The first title row of a template: which one it is, for a file that comes back years later. */
export function templateMark(feed: FeedName): string {
  return `cdc-template ${feed} v${templateVersion(feed)}`;
}

/** Where the present template of a feed is. */
export function templatePath(feed: FeedName): string {
  return `/api/v1/feeds/${feed}/template`;
}

/**
 * Says that a file comes from another version of the template. Only where its columns do not fit: an old template that still has every
 * column is as good as the present one.
 * @param rows those above the header, and it
 */
export function reportTemplateVersion(rows: readonly (readonly string[])[], { match, rows: headerRow }: FoundHeader, report: FaultReporter): void {
  if (match.missing.length === 0) return;
  for (const [index, cells] of rows.slice(0, headerRow).entries()) {
    const [, name = '', version = ''] = MARK.exec(cells[0]?.trim() ?? '') ?? [];
    const feed = feedRow(name)?.name;
    if (feed === undefined || feed !== match.layout.feed || Number(version) === templateVersion(feed)) continue;
    report.file('SCHEMA_VERSION', { row: index + 1, detail: `version ${Number(version)} of the template, and the present one is version ${templateVersion(feed)}`, example: templatePath(feed) });
    return;
  }
}
