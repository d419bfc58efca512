import { foldName } from '@cdc/contracts';

/** What a column of patients' details holds, by its header. */
export interface PatientColumn {
  /** In words, as in "The column may hold dates of birth". */
  readonly holds: string;
  /** Whether a filled cell bears the header out. */
  readonly fits: RegExp;
}

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/i;
const SPACED = /\b\d{3}[ \u00a0-]\d{3}[ \u00a0-]\d{4}\b/;
const LETTER = /\p{L}/u;

/** Header spellings, folded, with what they promise. The whole name must fit: a supplier's postcode is no patient's. */
const PATIENT_COLUMNS: readonly (PatientColumn & { readonly header: RegExp })[] = [
  { header: /^(?:patients?)?(?:new)?nhs(?:nos?|num|numbers?|nr|id)$/, holds: 'NHS numbers', fits: /[\p{L}\d]/u },
  { header: /^(?:patients?|person)?(?:dob|dateofbirth|birthdate|birthday)$/, holds: 'dates of birth', fits: /\d.*\d.*\d.*\d/ },
  { header: /^(?:patients?)?(?:surnames?|lastname|familyname)$/, holds: 'surnames', fits: LETTER },
  { header: /^(?:patients?)?(?:forenames?|firstname|givennames?|middlenames?)$/, holds: 'forenames', fits: LETTER },
  { header: /^(?:patient|patients?names?|nameofpatient|patients?(?:full)?name|patients?(?:home)?address)$/, holds: 'names or addresses of patients', fits: LETTER },
  { header: /^(?:patients?|home)?(?:postcode|postalcode)$/, holds: 'postcodes', fits: POSTCODE },
  { header: /^(?:patients?id|mrn|hospitalno|hospitalnumber|chinumber)$/, holds: 'numbers of patients', fits: /\d.*\d.*\d.*\d/ },
];

/** Headers of columns in which numbers of ten digits are nothing out of the ordinary. */
const BUSINESS = /invoice|\bp\.?o\.?\b|purchase|\border\b|voucher|\bvat\b|gtin|barcode|uprn|phone|\btel\b|\bfax\b|account|amount|budget|\bvalue|\bcost|\bspend|\bprice|\btotal|supplier|vendor|payee/i;
/** A remark holds anything, whatever it is about. */
const REMARK = /comment|note|remark|reason|descri|detail/i;
/** Headers of columns about bodies, whose postcodes and names are no patient's. */
const BODY = /provider|trust|organisation|centre|center|\bsite\b|\bicb\b|hub|delivery/i;

const BIRTH = String.raw`(?:\bd\.?o\.?b\b\.?|\bdate of birth\b|\bborn\b)`;
const BIRTH_DATE = new RegExp(`${BIRTH}\\W{0,3}(?:on )?\\d{1,4}[/. -]\\w{1,9}[/. -]\\d{2,4}`, 'i');
const NAMED = /\b(?:Mr|Mrs|Ms|Miss|Master)\.? \p{Lu}\p{Ll}/u;
const PATIENT = /\bpatients?\b|\bnhs (?:no|num|number)\b|\bd\.?o\.?b\b|\bdate of birth\b|\bborn\b/i;

/** What an undeclared column may hold of patients by its header, or null. */
export function patientColumn(header: string): PatientColumn | null {
  const folded = foldName(header);
  return PATIENT_COLUMNS.find((column) => column.header.test(folded)) ?? null;
}

/** Whether an undeclared column is one of bookkeeping by its header. */
export function isBusinessHeader(header: string): boolean {
  const words = header.replaceAll('_', ' ');
  return BUSINESS.test(words) && !REMARK.test(words);
}

/** Whether an undeclared column is about a body by its header, so that nothing in it points at a patient. */
export function isBodyHeader(header: string): boolean {
  const words = header.replaceAll('_', ' ');
  return BODY.test(words) && !REMARK.test(words);
}

/** Words, a postcode or a name that turn a number beside them into evidence. Alone they prove nothing. */
export function isPatientLike(text: string): boolean {
  return PATIENT.test(text) || NAMED.test(text) || POSTCODE.test(text);
}

/** A date of birth said to be one, or a person by title and name: what no name of a file has. */
export function namesAPerson(text: string): boolean {
  return BIRTH_DATE.test(text) || NAMED.test(text);
}

/** Whether a text holds ten digits in three groups, as NHS numbers are written. */
export function isSpaced(text: string): boolean {
  return SPACED.test(text);
}
