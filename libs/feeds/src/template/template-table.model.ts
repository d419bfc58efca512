import { informationHeader } from '../copy/for-information.js';
import { csvText } from '../csv/csv-text.js';
import { type Column, type Feed } from '../feeds/feed.model.js';
import { templateMark } from './template-version.js';

export type TemplateCell = string | number;

/** What is known already, for a sender to complete. */
export interface TemplateContent {
  /** By name of the column, or by title of a column for information. A name that is left out is empty. */
  readonly rows: readonly Readonly<Record<string, TemplateCell | null>>[];
  /** Titles of columns that only remind, such as the last figures: they stand behind the others and are never read. */
  readonly information: readonly string[];
}

export const EMPTY_TEMPLATE: TemplateContent = { rows: [], information: [] };

/** A feed's own template as a table, the same in every format. */
export interface TemplateTable {
  readonly feed: Feed;
  /** Stands alone in the first row. */
  readonly mark: string;
  readonly columns: readonly Column[];
  /** The second row. */
  readonly headers: readonly string[];
  readonly rows: readonly (readonly (TemplateCell | null)[])[];
}

/** Null for a feed that only takes published files. */
export function templateTable(feed: Feed, { rows, information }: TemplateContent = EMPTY_TEMPLATE): TemplateTable | null {
  const layout = feed.layouts.find(({ name }) => name === 'template');
  if (!layout) return null;
  const names = [...layout.columns.map(({ name }) => name), ...information];
  return {
    feed,
    mark: templateMark(feed.name),
    columns: layout.columns,
    headers: [...layout.columns.map(({ name }) => name), ...information.map(informationHeader)],
    rows: rows.map((row) => names.map((name) => row[name] ?? null)),
  };
}

export function templateCsv({ mark, headers, rows }: TemplateTable): string {
  return csvText([[mark], headers, ...rows]);
}
