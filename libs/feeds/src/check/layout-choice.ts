import { type Feed } from '../feeds/feed.model.js';
import { reportHeader } from '../header/header-faults.js';
import { isComplete, type FoundHeader } from '../header/header-search.js';
import { closestOtherFeed, rightFeed } from '../header/wrong-feed.js';
import { type PrivacyGuard } from '../privacy/privacy-guard.js';
import { type RowGuard } from '../privacy/row-guard.js';
import { reportTemplateVersion } from '../template/template-version.js';
import { type FaultReporter } from './fault-reporter.js';

/** Reports what is wrong with the header of a file. False when its rows cannot be read at all. */
export function acceptHeader(
  rows: readonly (readonly string[])[],
  header: FoundHeader | null,
  feed: Feed,
  report: FaultReporter,
): header is FoundHeader {
  const right = rightFeed(rows, feed, header);
  if (right) {
    report.file('WRONG_FEED', { detail: right.title });
    return false;
  }
  if (header === null) {
    const closest = closestOtherFeed(rows, feed);
    report.file('HEADER_NOT_FOUND', closest ? { detail: `The closest feed is "${closest.feed.title}".` } : {});
    return false;
  }
  reportTemplateVersion(rows, header, report);
  reportHeader(header, report);
  return true;
}

/** What looks for patients in a file of no use to its feed, which is refused but not kept before it was looked through. */
export interface StrangeRows {
  readonly guard: RowGuard;
  /** Rows that are no data, from the first. */
  readonly headerRows: number;
  /** Cells of a row that fits. */
  readonly width: number;
}

/** @param opening first rows of the file */
export function guardStrangeRows(opening: readonly (readonly string[])[], feed: Feed, privacy: PrivacyGuard, sheet: string | null): StrangeRows {
  const closest = closestOtherFeed(opening, feed);
  const known = closest !== null && isComplete(closest.header) ? closest.header : null;
  if (known) return { guard: privacy.rows(known.match, sheet), headerRows: known.rows, width: known.match.width };
  return { guard: privacy.unknownRows(opening, sheet), headerRows: 0, width: Math.max(0, ...opening.map((cells) => cells.length)) };
}
