import { enterOr, quoted, type Words } from './circumstance.model.js';

const nearest: Words = (seen) => ({
  message: `${quoted(seen)} is not a code on our list.${
    seen.suggestion ? ` The closest is ${seen.suggestion}${seen.detail ? `, ${seen.detail}` : ''}.` : ''
  }`,
  fix: enterOr(seen, `Enter a code from the list for ${seen.column}.`),
});

/** Words for what can be wrong with one cell. */
export const CELL_WORDS = {
  FORMULA_CELL: (seen) => ({
    message: `${seen.column} holds a formula, whose result may be out of date.`,
    fix: 'Copy the cells and paste them as values.',
  }),
  ERROR_CELL: (seen) => ({
    message: `${quoted(seen)} in ${seen.column} is an error of the spreadsheet.`,
    fix: 'Correct the formula and paste its result as a value.',
  }),
  NESTED_VALUE: (seen) => ({
    message: `The value of ${seen.column ?? `"${seen.detail}"`} is an object or a list.`,
    fix: 'State one text, number, true, false or null.',
  }),
  DUPLICATE_KEY_IN_OBJECT: (seen) => ({
    message: `The key "${seen.detail ?? seen.column}" stands twice in one object.`,
    fix: 'Keep one of the two.',
  }),
  MISSING_VALUE: (seen) => ({
    message: seen.value ? `${quoted(seen)} in ${seen.column} stands for no value.` : `${seen.column} is empty.`,
    fix: `Enter a value, like ${seen.example}. Where there was nothing to count, enter 0.`,
  }),
  SUPPRESSED_VALUE: (seen) => ({
    message: `${quoted(seen)} in ${seen.column} is a suppressed number.`,
    fix: 'Enter the number itself. This return is not published, so small numbers are not suppressed.',
  }),
  NUMBER_FORMAT: (seen) => ({
    message: `${quoted(seen)} is not a number.`,
    fix: 'Enter digits only, like 12 or 1,234.',
  }),
  NOT_WHOLE: (seen) => ({ message: `${quoted(seen)} is not a whole number.`, fix: 'Enter a whole number, like 12.' }),
  MONEY_FORMAT: (seen) => ({
    message: `${quoted(seen)} is not an amount in pounds and pence.`,
    fix: enterOr(seen, 'Enter pounds with at most two decimal places, like 1250 or 1,250.75.'),
  }),
  NEGATIVE: (seen) => ({
    message: `${quoted(seen)} is less than 0.`,
    fix: 'Enter 0 or more. To correct an earlier period, send that period again.',
  }),
  NUMBER_TOO_LARGE: (seen) => ({
    message: `${quoted(seen)} is more than ${seen.detail}, the most we expect in one row.`,
    fix: 'Check the number.',
  }),
  DATE_FORMAT: (seen) => ({
    message: `${quoted(seen)} is not a date written year-month-day.`,
    fix: seen.detail
      ? seen.suggestion
        ? `Replace it with ${seen.suggestion}.`
        : `Write the year first. If the day comes first in your date, enter ${seen.detail}.`
      : `Write the date year first, like ${seen.example}.`,
  }),
  DATE_DAY_FIRST: (seen) => ({
    message: `${quoted(seen)} is not a date written day-month-year.`,
    fix: 'Write the day first and the year with four digits, like 29/04/2020 or 29-Apr-2020.',
  }),
  DATE_MONTH_FIRST: (seen) => ({
    message: `${quoted(seen)} is not a date written month-day-year.`,
    fix: 'Write the month first, like 04/29/2020, or the name of the month, like 29-Apr-2020.',
  }),
  DATE_ORDER_MIXED: (seen) => ({
    message: `${quoted(seen)} ${seen.detail}.`,
    fix: 'Write all dates of the file in one order.',
  }),
  NOT_A_DATE: (seen) => ({
    message: `${quoted(seen)} is not a date in the calendar.`,
    fix: `Correct the day, month or year. A date looks like ${seen.example}.`,
  }),
  MONTH_FORMAT: (seen) => ({
    message: `${quoted(seen)} is not a month.`,
    fix: enterOr(seen, 'Write the month as year and month, like 2024-08.'),
  }),
  FUTURE_DATE: (seen) => ({
    message: `${quoted(seen)} is in the future.`,
    fix: 'Correct the date, or send the row when the period has ended.',
  }),
  ACTUAL_IN_FUTURE: (seen) => ({
    message: `${quoted(seen)} is after ${seen.detail}, today.`,
    fix: 'Enter the date in the forecast column until the milestone is reached.',
  }),
  WEEK_ENDING: (seen) => ({
    message: `${quoted(seen)} is not a Sunday. ${seen.detail}`,
    fix: seen.suggestion ? `If the figures are for that week, replace it with ${seen.suggestion}.` : 'Enter the Sunday that ends the week.',
  }),
  AMOUNT_ORDER: (seen) => ({
    message: `${quoted(seen)} in ${seen.column} is more than ${seen.detail}.`,
    fix: 'Correct one of the two amounts. What is invoiced was received, and what is received was ordered.',
  }),
  DATE_ORDER: (seen) => ({
    message: `${quoted(seen)} in ${seen.column} is before ${seen.detail}.`,
    fix: 'Correct one of the two dates.',
  }),
  UNKNOWN_SITE: (seen) => ({
    ...nearest(seen),
    fix: enterOr(seen, 'Enter the code of a registered centre. Is it a new centre? Ask us to add it.'),
  }),
  FORBIDDEN_SITE: (seen) => ({
    message: `${quoted(seen)} is not a centre in your region.`,
    fix: 'Delete the row, or ask that region to send it.',
  }),
  SITE_NOT_OPEN: (seen) => ({
    message: `The centre opened on ${seen.detail}, after ${quoted(seen)}.`,
    fix: 'Check the date and the centre code.',
  }),
  SITE_CLOSED: (seen) => ({
    message: `The centre closed on ${seen.detail}, before ${quoted(seen)}.`,
    fix: 'Check the date and the centre code.',
  }),
  UNKNOWN_ORGANISATION: (seen) => ({
    ...nearest(seen),
    fix: enterOr(seen, 'Enter the ODS code of an organisation that is registered, or ask us to add it.'),
  }),
  FORBIDDEN_ORGANISATION: (seen) => ({
    message: `${quoted(seen)} is not an organisation in your region.`,
    fix: 'Delete the row, or ask that region to send it.',
  }),
  UNKNOWN_MACHINE: (seen) => ({
    ...nearest(seen),
    fix: enterOr(seen, 'Enter the identifier of a registered machine. Is it a new machine? Send it in the machines feed first.'),
  }),
  FORBIDDEN_MACHINE: (seen) => ({
    message: `${quoted(seen)} is not a machine in your region.`,
    fix: 'Delete the row, or ask that region to send it.',
  }),
  UNKNOWN_TEST: nearest,
  NOT_IN_LIST: nearest,
  CODE_FORMAT: (seen) => ({
    message: `${quoted(seen)} in ${seen.column} does not have the form of such a code.`,
    fix: `Enter a code like ${seen.example}.`,
  }),
  POSSIBLE_PATIENT_DATA: (seen) => ({
    message: `${seen.detail}.`,
    fix: 'Delete it from the file, then send the file again. Never send details of patients. We keep nothing of this file.',
  }),
  CONTROL_CHARS: (seen) => ({
    message: `The text in ${seen.column} holds characters that cannot be seen.`,
    fix: 'Type the text again instead of pasting it.',
  }),
  FIELD_TOO_LONG: (seen) => ({
    message: seen.column
      ? `The text in ${seen.column} has ${seen.detail}.`
      : 'A row is longer than any row of this feed can be.',
    fix: seen.column
      ? 'Shorten the text.'
      : 'Check that every quotation mark is closed and that this is the right file.',
  }),
} as const satisfies Record<string, Words>;
