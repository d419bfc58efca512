import { type FeedName, type ServiceName } from '@cdc/contracts';
import { type DetectedFormat } from '../check/file-format.js';
import { type ColumnType, type Feed, type FileFormat, type Layout } from './feed.model.js';

export interface ColumnDescription {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly type: ColumnType;
  readonly required: boolean;
  readonly rule: string;
  readonly description: string;
  readonly example: string;
}

export interface FeedDescription {
  readonly name: FeedName;
  readonly title: string;
  readonly owner: ServiceName;
  /** What may be said beside the file, in the query. */
  readonly parameters: readonly string[];
  readonly layouts: readonly {
    readonly name: string;
    readonly title: string;
    readonly format: FileFormat;
    /** The types of files in which it may be sent. */
    readonly formats: readonly DetectedFormat[];
    readonly hasHeader: boolean;
    readonly key: readonly string[];
    readonly columns: readonly ColumnDescription[];
  }[];
}

/** A feed for people and scripts: layouts, columns, types and rules. */
export function describeFeed(feed: Feed): FeedDescription {
  return {
    name: feed.name,
    title: feed.title,
    owner: feed.owner,
    parameters: [...feed.parameters, 'charset'],
    layouts: feed.layouts.map((layout) => ({
      name: layout.name,
      title: layout.title,
      format: layout.format,
      formats: formatsOf(layout),
      hasHeader: !layout.positions,
      key: layout.key,
      columns: layout.columns.map(({ name, aliases, type, required, rule, description, example }) => ({
        name,
        aliases,
        type,
        required: required !== false,
        rule,
        description,
        example,
      })),
    })),
  };
}

/** A layout without names of columns goes by the number of cells, which only CSV keeps. */
function formatsOf({ workbook, positions }: Layout): DetectedFormat[] {
  if (workbook) return ['xls', 'xlsx'];
  return positions ? ['csv'] : ['csv', 'xlsx', 'json'];
}
