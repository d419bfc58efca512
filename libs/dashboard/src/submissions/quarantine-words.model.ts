/** What a page says of a file that was destroyed. */
export interface QuarantineWords {
  readonly summary: string;
  /** What its sender does now, in this order. */
  readonly steps: readonly string[];
}

const KEPT = 'We deleted it and kept nothing of its content. None of it is in any figure; what was accepted before stays in use.';

/** @param codes of the causes that were found */
export function quarantineWords(codes: readonly string[]): QuarantineWords {
  if (codes.includes('VIRUS_SUSPECTED')) {
    return {
      summary: `The file may hold a virus. ${KEPT}`,
      steps: ['Tell your IT service, and have the computer checked that the file comes from.', 'Export the data again and send that file.'],
    };
  }
  return {
    summary: `The file may name a patient. ${KEPT}`,
    steps: [
      'Look at the cells that are named here, in your own copy. We do not show what stood there.',
      'Delete every detail of a patient: NHS numbers, names, dates of birth, postcodes.',
      'If they were real, report it to your information governance team.',
      'Send the file again.',
    ],
  };
}
