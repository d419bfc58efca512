import { quoted, type Words } from './circumstance.model.js';

const count = (row: number | undefined): string => (row ?? 0).toLocaleString('en-GB');

/** Words for what can be wrong with a file, its header, or the shape of a row. */
export const FILE_WORDS = {
  EMPTY_FILE: () => ({ message: 'The file has no content.', fix: 'Select the file with your data.' }),
  NO_DATA_ROWS: () => ({ message: 'No rows stand after the header.', fix: 'Add your data under the header row.' }),
  TYPE_NOT_SUPPORTED: (seen) => ({
    message: `The content is not a type that this feed takes${seen.detail ? `: ${seen.detail}` : ''}.`,
    fix: 'Save the data as CSV (UTF-8) and send it again.',
  }),
  TYPE_MISMATCH: (seen) => ({
    message: `By its name the file is ${seen.detail}; its content was read.`,
    fix: 'Nothing to do if the figures are right. Check that it is the file you mean to send.',
  }),
  LEGACY_XLS: () => ({
    message: 'Workbooks of type .xls hold at most 65,536 rows and may lose the rest.',
    fix: 'Save the workbook as .xlsx or the sheet as CSV (UTF-8), and send it again.',
  }),
  FILE_TOO_LARGE: (seen) => ({
    message: `The file is larger than ${seen.detail}, the most for its type.`,
    fix: 'Delete unused sheets and rows, or send the data as CSV.',
  }),
  WORKBOOK_TOO_LARGE: (seen) => ({
    message: `The file holds ${seen.detail}.`,
    fix: 'Copy the data into a new workbook, or send them as CSV.',
  }),
  READ_TIMED_OUT: (seen) => ({
    message: `The file could not be read in ${seen.detail} seconds.`,
    fix: 'Copy the data into a new workbook, or send them as CSV.',
  }),
  MACROS: () => ({
    message: 'The workbook holds macros, which we never run.',
    fix: 'Save it as an Excel workbook (.xlsx) without macros and send that file.',
  }),
  EXTERNAL_LINKS: () => ({
    message: 'The workbook takes values from other files or from connections, which we never open.',
    fix: 'In Excel use Data, Edit links, Break link, or copy the data as values into a new workbook.',
  }),
  XML_DTD: () => ({
    message: 'The workbook holds an XML document type, which no spreadsheet program writes.',
    fix: 'Open it in Excel, save it under a new name and send that file.',
  }),
  MALFORMED_JSON: (seen) => ({
    message: seen.detail ? `The text is not JSON at byte ${seen.detail} or soon after.` : 'The text is not JSON.',
    fix: 'Export the file again from its source.',
  }),
  JSON_SHAPE: (seen) => ({
    message:
      seen.row !== undefined
        ? `Entry ${count(seen.row)} of the list is not an object.`
        : seen.detail
          ? `The key "${seen.detail}" stands beside the rows.`
          : 'The file is not a list of objects.',
    fix: 'Send a list of objects, [{…}, {…}], or {"items": [{…}, {…}]}.',
  }),
  ENCRYPTED: () => ({ message: 'The workbook needs a password.', fix: 'Remove the password and send the file again.' }),
  UNREADABLE_WORKBOOK: () => ({
    message: 'The workbook cannot be opened.',
    fix: 'Open it in Excel, save it under a new name and send that file.',
  }),
  MISSING_SHEET: (seen) => ({
    message: `There is no sheet "${seen.detail}".`,
    fix: 'Send the workbook as it was published.',
  }),
  MERGED_CELLS: (seen) => ({
    message: `Sheet "${seen.detail}" has merged cells, which can be counted twice.`,
    fix: 'Unmerge the cells and send the file again.',
  }),
  HIDDEN_SHEET: (seen) => ({
    message: `Sheet "${seen.detail}" is hidden.`,
    fix: 'Delete the sheet, or unhide it and check that it belongs in the file.',
  }),
  HIDDEN_ROWS: (seen) => ({
    message: `Rows are hidden or filtered out from row ${count(seen.row)} on (${seen.detail}). They were read like all others.`,
    fix: 'Nothing to do if they belong to the data. If not, delete them.',
  }),
  SEVERAL_SHEETS: (seen) => ({ message: `These sheets hold data: ${seen.detail}.`, fix: 'Keep one sheet, or name the one to be read after the feed.' }),
  ENCODING: (seen) => ({
    message:
      seen.detail === undefined
        ? `A letter is damaged or cut short in row ${count(seen.row)} or after it.`
        : seen.row === undefined
          ? `Letters are not in UTF-8 at byte ${seen.detail}.`
          : `Letters are not in UTF-8 at row ${count(seen.row)} (byte ${seen.detail}).`,
    fix: seen.row === undefined ? 'Export the file again from its source, in UTF-8.' : 'In Excel use Save as, CSV UTF-8.',
  }),
  TRANSCODED: (seen) => ({
    message: `The file was in ${seen.detail} and was read as such.`,
    fix: 'Nothing to do. CSV UTF-8 is safer.',
  }),
  NUL_BYTE: (seen) => ({
    message: `Row ${count(seen.row)} holds a NUL byte (byte ${seen.detail}), which no text has.`,
    fix: 'Export the file again from its source.',
  }),
  MALFORMED_CSV: (seen) => ({
    message: `A quotation mark in row ${count(seen.row)} is not closed, or text follows it (byte ${seen.detail}).`,
    fix: 'Close the quotation mark, and write a quotation mark inside text twice.',
  }),
  TOO_MANY_COLUMNS: () => ({
    message: 'The file has more than 512 columns.',
    fix: 'Delete the columns that are not part of this feed.',
  }),
  ROW_LIMIT_SUSPECT: (seen) => ({
    message: `The file ends at row ${count(seen.row)}, where a spreadsheet cuts off longer data.`,
    fix: 'Check the last row at the source, then send the data in two files.',
  }),
  HEADER_NOT_FOUND: (seen) => ({
    message: `None of the first 30 rows is a header of this feed.${seen.detail ? ` ${seen.detail}` : ''}`,
    fix: 'Use the template of the feed.',
  }),
  WRONG_FEED: (seen) => ({
    message: `The columns match the feed "${seen.detail}".`,
    fix: 'Choose that feed and send the file again.',
  }),
  SCHEMA_VERSION: (seen) => ({
    message: `The file is made from ${seen.detail}.`,
    fix: `Download the present template from ${seen.example} and copy your figures into it.`,
  }),
  MISSING_COLUMN: (seen) => ({
    message: `We cannot find the column "${seen.column}".`,
    fix: 'Add the column, or use the template.',
  }),
  DUPLICATE_HEADER: (seen) => ({
    message: `"${seen.column}" stands in columns ${seen.detail}.`,
    fix: 'Delete one of them.',
  }),
  IGNORED_COLUMN: (seen) => ({
    message: `Column "${seen.detail}" is not read.`,
    fix: seen.suggestion ? `Rename it if it is "${seen.suggestion}".` : 'Delete it, or leave it: it does no harm.',
  }),
  HEADER_TIDIED: (seen) => ({
    message: `We read ${seen.detail}.`,
    fix: 'Nothing to do. The template has the names as we write them.',
  }),
  TIDIED: (seen) => ({
    message: `${quoted(seen)} in ${seen.column} was read as ${seen.detail}. Other rows may be alike.`,
    fix: 'Nothing to do if that is what you mean.',
  }),
  DATE_ORDER_UNKNOWN: (seen) => ({
    message: `${quoted(seen)} may be ${seen.detail}, and no date of the file tells which.`,
    fix: 'Send the file again and say which: dateOrder=dmy when the day comes first, dateOrder=mdy when the month does, or choose it on the page.',
  }),
  DATE_ORDER_REREAD: (seen) => ({
    message: `${quoted(seen)} has the month first, and the dates were read with the day first.`,
    fix: 'Send the file again with dateOrder=mdy.',
  }),
  DATE_ORDER_FOUND: (seen) => ({
    message: `${quoted(seen)} has the month first, so all dates were read with the month first.`,
    fix: 'Nothing to do if that is so.',
  }),
  TEXT_ROW: () => ({
    message: 'The row holds a note, and data follow below it.',
    fix: 'Delete the note, or move it below the last row of data.',
  }),
  IGNORED_ROW: (seen) => ({ message: `${seen.detail}`, fix: 'Nothing to do if no data are among them.' }),
  MONTHS_DIFFER: (seen) => ({ message: `${seen.detail}`, fix: 'Send each month as a file of its own.' }),
  REGION_NOT_STATED: (seen) => ({
    message: `${seen.detail}`,
    fix: 'Nothing to do: they count for England. The provider workbook names the region of each.',
  }),
  FORBIDDEN_HEADER: (seen) => ({ message: `A column is named "${seen.detail}", which no column may be.`, fix: 'Rename the column, or delete it.' }),
  RAGGED_ROW: (seen) => ({
    message: `The row has ${seen.detail}.`,
    fix: 'Check for a missing cell, or for a comma in text that needs quotation marks.',
  }),
  BLANK_ROW: (seen) => ({
    message: seen.detail ? `Blank rows stand in ${seen.detail} places, here first, and were skipped.` : 'The row is blank and was skipped.',
    fix: 'Nothing to do if nothing is missing here.',
  }),
  TOTAL_ROW: () => ({
    message: 'The row holds a total of other rows.',
    fix: 'Delete the row. We add up the figures ourselves.',
  }),
  DUPLICATE_KEY: (seen) => ({ message: `${seen.detail}`, fix: 'Delete the wrong row, or add the two together.' }),
  CONTROL_TOTAL: (seen) => ({
    message: `${seen.detail}`,
    fix: 'Correct the parts or the total. A published file must be sent as published.',
  }),
  MONTH_NOT_FOUND: () => ({
    message: 'The title rows name no month after "Period:".',
    fix: 'Send the workbook as it was published.',
  }),
} as const satisfies Record<string, Words>;
