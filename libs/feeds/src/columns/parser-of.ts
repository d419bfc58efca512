import { type CheckContext, type Column } from '../feeds/feed.model.js';
import { BUILT_IN_LISTS } from './built-in-lists.js';
import { type CellParser } from './cell-parser.model.js';
import { type CodeList } from './code-list.js';
import { DateParser, MonthParser, OrderedDateParser } from './date-parsers.js';
import { DateReading } from './date-reading.js';
import { MoneyParser } from './money-parser.js';
import { DecimalParser, WholeParser } from './number-parsers.js';
import { CodeParser, TextParser } from './text-parsers.js';
import { type Tidied } from './tidied.js';

/** What the parsers of one file share. */
export interface SharedReading {
  readonly dates: DateReading;
  /** As the sender declared it, for columns that are otherwise ISO. */
  readonly hasStatedOrder: boolean;
  readonly tidied: Tidied;
}

/** The list a code column draws on: the caller's, else the built-in one. @throws RangeError when neither is there */
export function codeListOf(column: Column, context: CheckContext): CodeList {
  if (column.list === undefined) throw new RangeError(`column ${column.name} names no list of codes`);
  const list = context.codeLists[column.list];
  if (list) return list;
  if (column.list === 'cdcs' || column.list === 'organisations' || column.list === 'machines')
    throw new RangeError(`column ${column.name} needs the list ${column.list} from the caller`);
  return BUILT_IN_LISTS[column.list];
}

export function parserOf(column: Column, context: CheckContext, shared: SharedReading): CellParser {
  switch (column.type) {
    case 'whole':
      return new WholeParser(column.max, (text, whole) => shared.tidied.note(column.name, text, String(whole)));
    case 'money':
      return new MoneyParser(column.signed ?? false, column.moneyFormat ?? 'plain');
    case 'decimal':
      return new DecimalParser();
    case 'date':
      return dateParserOf(column, shared);
    case 'month':
      return new MonthParser();
    case 'code':
      return new CodeParser(codeListOf(column, context), column, shared.tidied);
    case 'text':
      return new TextParser(column);
  }
}

function dateParserOf({ dateFormat = 'iso' }: Column, { dates, hasStatedOrder }: SharedReading): CellParser {
  switch (dateFormat) {
    case 'iso':
      return hasStatedOrder ? new OrderedDateParser(dates, false) : new DateParser('iso');
    case 'compact':
      return new DateParser('compact');
    case 'day-first':
      return new OrderedDateParser(new DateReading('dmy', undefined, () => 0), false);
    case 'by-evidence':
      return new OrderedDateParser(dates, true);
  }
}
