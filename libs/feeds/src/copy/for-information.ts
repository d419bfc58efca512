import { foldName } from '@cdc/contracts';

const MARK = 'for information';

/** The header of a column that we add for people to read. The check passes such columns over without a word. */
export function informationHeader(title: string): string {
  return `${MARK}: ${title}`;
}

export function isInformationHeader(name: string): boolean {
  return foldName(name).startsWith(foldName(MARK));
}

/** A sheet that we add to a workbook for people to read: the list of errors, the guide to columns. */
export function isInformationSheet(name: string): boolean {
  return /^(errors|columns)( \d+)?$/i.test(name.trim());
}
