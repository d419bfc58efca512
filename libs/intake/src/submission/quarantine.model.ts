import { type CheckResult, type ErrorCode, type ErrorItem } from '@cdc/feeds';

/** Why a file was quarantined. */
export function causeOf({ errors }: CheckResult): ErrorCode {
  return errors[0]?.code ?? 'POSSIBLE_PATIENT_DATA';
}

/** The answer to a file in which a known virus was met. What the check made of its cells is dropped. */
export function virusSuspected({ layout, counts }: CheckResult): CheckResult {
  return wholeFile({ layout, counts }, 'VIRUS_SUSPECTED', {
    message: 'The file holds the mark of a virus.',
    fix: 'Have the computer that it comes from checked, export the data again and send that file. We keep nothing of this file.',
  });
}

/** The answer to a file whose very bytes were destroyed when somebody else sent them. */
export function lostWithAnother(): CheckResult {
  return wholeFile({ layout: null, counts: { read: 0, skipped: 0 } }, 'POSSIBLE_PATIENT_DATA', {
    message: 'The same file was sent by somebody else and may name a patient.',
    fix: 'Check the file for details of patients, delete them and send it again. We keep nothing of this file.',
  });
}

/** Adds to the answer to a file that could not be looked through what that means for it. */
export function notKept(result: CheckResult): CheckResult {
  const item: ErrorItem = {
    severity: 'warning',
    row: null,
    column: null,
    cell: null,
    sheet: null,
    code: 'FILE_NOT_KEPT',
    value: null,
    message: 'We could not look through the file for details of patients, so we did not keep it.',
    fix: 'Put the error right in your own file and send it again.',
    suggestion: null,
  };
  const { counts, errorsByCode, errors } = result;
  return { ...result, counts: { ...counts, warnings: counts.warnings + 1 }, errorsByCode: { ...errorsByCode, FILE_NOT_KEPT: 1 }, errors: [...errors, item] };
}

/** The answer to a file that was not kept when somebody else sent the same bytes. */
export function notKeptOfAnother(): CheckResult {
  return notKept({
    ...wholeFile({ layout: null, counts: { read: 0, skipped: 0 } }, 'UNREADABLE_WORKBOOK', {
      message: 'The same file was sent by somebody else and could not be opened.',
      fix: 'Open it in the program that it comes from, save it under a new name without a password and send that file.',
    }),
    quarantined: false,
    unseen: true,
  });
}

function wholeFile(
  { layout, counts }: Pick<CheckResult, 'layout'> & { readonly counts: { readonly read: number; readonly skipped: number } },
  code: 'POSSIBLE_PATIENT_DATA' | 'VIRUS_SUSPECTED' | 'UNREADABLE_WORKBOOK',
  words: Pick<ErrorItem, 'message' | 'fix'>,
): CheckResult {
  const item: ErrorItem = { severity: 'error', row: null, column: null, cell: null, sheet: null, code, value: null, ...words, suggestion: null };
  const { read, skipped } = counts;
  return { layout, counts: { read, skipped, errors: 1, warnings: 0 }, errorsByCode: { [code]: 1 }, errors: [item], totals: {}, meta: {}, quarantined: true, unseen: false, reread: null };
}
