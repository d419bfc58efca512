import { DomainError } from '@cdc/contracts';
import { mayNamePatient } from '@cdc/feeds';
import { type StatedParameters } from './submission-parameters.model.js';

/**
 * What stands beside a file is kept, published and shown, so it is looked at before anything is.
 * @throws DomainError POSSIBLE_PATIENT_DATA, without a word of what was sent
 */
export function refusePatientNames(fileName: string, reason: string | null, { entity, period }: StatedParameters): void {
  if (mayNamePatient(fileName)) throw refusal('the name of the file', 'Give the file another name');
  refusePatientWords([reason, entity, period]);
}

/**
 * The same of what a sender writes later on, such as reasons.
 * @throws DomainError POSSIBLE_PATIENT_DATA
 */
export function refusePatientWords(texts: readonly (string | null | undefined)[]): void {
  if (texts.some((text) => mayNamePatient(text ?? ''))) throw refusal('what was said beside the file', 'Leave the patient out');
}

function refusal(where: string, remedy: string): DomainError {
  const sentence = where.charAt(0).toUpperCase() + where.slice(1);
  return new DomainError('invalid', 'POSSIBLE_PATIENT_DATA', `${sentence} may name a patient. ${remedy} and send it again. Nothing was kept.`, { where });
}
