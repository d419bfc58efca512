import { dateOfWords, monthOfText } from '../columns/month-text.js';
import { type CheckErrorCode } from '../errors/error-codes.js';
import { type FileMeta, type SheetRows } from './feed.model.js';

const TITLE_ROWS = 30;

/** The month and the dates from the title rows of the DM01 workbook, and who did not submit from its sheet of notes (which may be hidden). */
export function dm01Meta(sheets: readonly SheetRows[], report: (code: CheckErrorCode, detail: string) => void): FileMeta {
  const titles = sheets.find((sheet) => sheet.name === 'Provider by Test')?.rows.slice(0, TITLE_ROWS) ?? [];
  const titled = (label: string): string => {
    const row = titles.find((cells) => cells.some((cell) => cell.trim() === label));
    const place = row?.findIndex((cell) => cell.trim() === label) ?? -1;
    return row?.slice(place + 1).find((cell) => cell.trim() !== '') ?? '';
  };
  const month = monthOfText(titled('Period:'));
  if (month === undefined) report('MONTH_NOT_FOUND', titled('Period:'));
  const published = dateOfWords(titled('Published:'));
  const revised = dateOfWords(titled('Revised:'));
  return {
    ...(month === undefined ? {} : { month }),
    ...(published === undefined ? {} : { published }),
    ...(revised === undefined ? {} : { revised }),
    ...notesOf(sheets.find((sheet) => sheet.name === 'Notes')),
  };
}

/** Lines of text stand above a small table with the header Code, Name. */
function notesOf(sheet: SheetRows | undefined): Pick<FileMeta, 'notes' | 'notSubmitted'> {
  const rows = (sheet?.rows ?? [])
    .map((cells) => cells.map((cell) => cell.trim()).filter((cell) => cell !== ''))
    .filter((cells) => cells.length > 0);
  const header = rows.findIndex((cells) => cells[0] === 'Code' && cells[1] === 'Name');
  const notes = (header < 0 ? rows : rows.slice(0, header))
    .map((cells) => cells.join(' '))
    .filter((line) => line !== 'Notes');
  const listed = header < 0 ? [] : rows.slice(header + 1);
  return { notes, notSubmitted: listed.map(([code = '', name = '']) => ({ code, name })) };
}
