import { tenDigitsIn } from './nhs-number.js';
import { namesAPerson } from './patient-words.js';

/** No NHS number begins lower; time stamps do. */
const LOWEST_IN_A_NAME = 3_000_000_000;

/** Whether a short text that stands beside a file, such as its name, may name a patient. */
export function mayNamePatient(text: string): boolean {
  const words = text.replaceAll(/[_.]/g, ' ');
  return namesAPerson(words) || tenDigitsIn(words).some(({ number, valid }) => valid && number >= LOWEST_IN_A_NAME);
}
