import { type Feed } from '../feeds/feed.model.js';
import { type CheckOptions, type FileCheck } from './check-result.model.js';

/** Starts the check of one file. The file is told CSV from workbook by its content; memory stays constant for CSV. */
export function openCheck(feed: Feed, options: CheckOptions): FileCheck {
  throw new RangeError(`no reader for ${feed.name} and ${options.fileName}`);
}
