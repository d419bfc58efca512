import { type CheckContext, type Column } from '../feeds/feed.model.js';
import { BUILT_IN_LISTS } from './built-in-lists.js';
import { type CellParser } from './cell-parser.model.js';
import { type CodeList } from './code-list.js';
import { DateParser, MonthParser } from './date-parsers.js';
import { MoneyParser } from './money-parser.js';
import { DecimalParser, WholeParser } from './number-parsers.js';
import { CodeParser, TextParser } from './text-parsers.js';

/** The list a code column draws on: the caller's, else the built-in one. @throws RangeError when neither is there */
export function codeListOf(column: Column, context: CheckContext): CodeList {
  if (column.list === undefined) throw new RangeError(`column ${column.name} names no list of codes`);
  const list = context.codeLists[column.list];
  if (list) return list;
  if (column.list === 'cdcs' || column.list === 'organisations' || column.list === 'machines')
    throw new RangeError(`column ${column.name} needs the list ${column.list} from the caller`);
  return BUILT_IN_LISTS[column.list];
}

/**
 * The parser of a column.
 * @param dateOrder as the sender declared it, for columns that are otherwise ISO
 */
export function parserOf(column: Column, context: CheckContext, dateOrder?: 'dmy'): CellParser {
  switch (column.type) {
    case 'whole':
      return new WholeParser(column.max);
    case 'money':
      return new MoneyParser(column.signed ?? false);
    case 'decimal':
      return new DecimalParser();
    case 'date':
      return new DateParser(column.dateFormat ?? (dateOrder === 'dmy' ? 'day-first' : 'iso'));
    case 'month':
      return new MonthParser();
    case 'code':
      return new CodeParser(codeListOf(column, context), column);
    case 'text':
      return new TextParser(column);
  }
}
