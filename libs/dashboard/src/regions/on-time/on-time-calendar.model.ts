import { type CentreWeekItem, type OnTimeItem } from '../../platform-api/on-time-item.js';
import { counted, formatDate, formatDayMonth } from '../../words/format.model.js';

/** One cell: a sign for the eye, words for everybody else, and what it looks like. */
export interface CalendarCell {
  readonly sign: string;
  readonly words: string;
  readonly look: 'good' | 'partial' | 'late' | 'missing' | 'due' | 'none';
}

export interface OnTimeCalendar {
  /** What it shows, as a sentence. */
  readonly heading: string;
  /** The last week's end, with its year. */
  readonly until: string;
  readonly weeks: readonly string[];
  readonly centres: readonly { readonly name: string; readonly cells: readonly CalendarCell[]; readonly onTime: string }[];
  readonly legend: readonly CalendarCell[];
}

const ON_TIME: CalendarCell = { sign: '✓', words: 'On time', look: 'good' };
const PARTIAL: CalendarCell = { sign: '✓!', words: 'On time, some tests missing', look: 'partial' };
const MISSING: CalendarCell = { sign: '×', words: 'Not sent', look: 'missing' };
const DUE: CalendarCell = { sign: 'due', words: 'Not due yet', look: 'due' };
const NOT_EXPECTED: CalendarCell = { sign: '–', words: 'Nothing to send', look: 'none' };
const LEGEND: readonly CalendarCell[] = [ON_TIME, PARTIAL, { sign: 'L2', words: 'Late by 2 days', look: 'late' }, MISSING, DUE, NOT_EXPECTED];

/** Null where no centre has anything to return. */
export function onTimeCalendar({ weeks, centres }: OnTimeItem): OnTimeCalendar | null {
  if (centres.length === 0) return null;
  const punctual = centres.filter(({ onTime, counted: of }) => of - onTime <= 1).length;
  return {
    heading: `${punctual} of ${counted(centres.length, 'centre', 'centres')} ${punctual === 1 ? 'was' : 'were'} on time in every week, or in all but one`,
    until: formatDate(weeks.at(-1)?.period ?? ''),
    weeks: weeks.map(({ period }) => formatDayMonth(period)),
    centres: centres.map(({ cdcName, weeks: own, onTime, counted: of }) => ({ name: cdcName, cells: own.map(cellOf), onTime: `${onTime} of ${of}` })),
    legend: LEGEND,
  };
}

function cellOf({ state, daysLate, isPartial }: CentreWeekItem): CalendarCell {
  switch (state) {
    case 'on-time':
      return isPartial ? PARTIAL : ON_TIME;
    case 'late':
      return { sign: `L${daysLate}${isPartial ? '!' : ''}`, words: `Late by ${counted(daysLate, 'day', 'days')}${isPartial ? ', some tests missing' : ''}`, look: 'late' };
    case 'missing':
      return MISSING;
    case 'due':
      return DUE;
    case 'not-expected':
      return NOT_EXPECTED;
  }
}
