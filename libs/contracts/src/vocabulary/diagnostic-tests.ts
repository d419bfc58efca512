/** Modality groups: DM01 guidance names the first three; pathology is the community diagnostic centres' own fourth. */
export const TEST_GROUPS = ['Imaging', 'Physiological measurement', 'Endoscopy', 'Pathology'] as const;
export type TestGroup = (typeof TEST_GROUPS)[number];

export interface DiagnosticTest {
  /** Canonical code: the DM01 extract's where the test is in DM01, else ours (no national list exists). */
  readonly code: string;
  /** Name for people: the DM01 publication's long name where there is one. */
  readonly name: string;
  readonly group: TestGroup;
  /** Sort order and id in the DM01 publication (1-15), or null outside DM01. */
  readonly dm01: number | null;
}

const dm01 = (id: number, code: string, name: string, group: TestGroup): DiagnosticTest => ({ code, name, group, dm01: id });
const cdc = (code: string, name: string, group: TestGroup): DiagnosticTest => ({ code, name, group, dm01: null });

/**
 * Every test that a return may name: the 15 of DM01 and the rest of the CDC core range.
 * The position in this list is the number stored with facts, so rows are only ever appended.
 */
export const DIAGNOSTIC_TESTS: readonly DiagnosticTest[] = [
  dm01(1, 'MRI', 'Magnetic Resonance Imaging', 'Imaging'),
  dm01(2, 'CT', 'Computed Tomography', 'Imaging'),
  dm01(3, 'NON_OBSTETRIC_ULTRASOUND', 'Non-obstetric Ultrasound', 'Imaging'),
  dm01(4, 'BARIUM_ENEMA', 'Barium Enema', 'Imaging'),
  dm01(5, 'DEXA_SCAN', 'DEXA Scan', 'Imaging'),
  dm01(6, 'AUDIOLOGY_ASSESSMENTS', 'Audiology - Audiology Assessments', 'Physiological measurement'),
  dm01(7, 'ECHOCARDIOGRAPHY', 'Cardiology - Echocardiography', 'Physiological measurement'),
  dm01(8, 'ELECTROPHYSIOLOGY', 'Cardiology - Electrophysiology', 'Physiological measurement'),
  dm01(9, 'PERIPHERAL_NEUROPHYS', 'Neurophysiology - Peripheral Neurophysiology', 'Physiological measurement'),
  dm01(10, 'SLEEP_STUDIES', 'Respiratory physiology - Sleep Studies', 'Physiological measurement'),
  dm01(11, 'URODYNAMICS', 'Urodynamics - Pressures & Flows', 'Physiological measurement'),
  dm01(12, 'COLONOSCOPY', 'Colonoscopy', 'Endoscopy'),
  dm01(13, 'FLEXI_SIGMOIDOSCOPY', 'Flexi Sigmoidoscopy', 'Endoscopy'),
  dm01(14, 'CYSTOSCOPY', 'Cystoscopy', 'Endoscopy'),
  dm01(15, 'GASTROSCOPY', 'Gastroscopy', 'Endoscopy'),
  cdc('XRAY_PLAIN', 'Plain X-ray', 'Imaging'),
  cdc('ECG_RESTING', 'Resting ECG', 'Physiological measurement'),
  cdc('ECG_AMBULATORY', 'Ambulatory ECG', 'Physiological measurement'),
  cdc('BP_AMBULATORY', 'Ambulatory blood pressure', 'Physiological measurement'),
  cdc('OXIMETRY', 'Oximetry', 'Physiological measurement'),
  cdc('SPIROMETRY', 'Spirometry', 'Physiological measurement'),
  cdc('SPIROMETRY_REVERSIBILITY', 'Spirometry with reversibility', 'Physiological measurement'),
  cdc('FENO', 'FeNO', 'Physiological measurement'),
  cdc('LUNG_FUNCTION_FULL', 'Full lung function', 'Physiological measurement'),
  cdc('BLOOD_GAS_POCT', 'Blood gas, point of care', 'Physiological measurement'),
  cdc('FIELD_TEST_6MWT', 'Simple field test', 'Physiological measurement'),
  cdc('PHLEBOTOMY', 'Phlebotomy', 'Pathology'),
  cdc('POCT_OTHER', 'Other point of care testing', 'Pathology'),
  cdc('URINE_TEST', 'Urine test', 'Pathology'),
  cdc('SIMPLE_BIOPSY', 'Simple biopsy', 'Pathology'),
  cdc('NT_PRO_BNP', 'NT-proBNP', 'Pathology'),
  cdc('D_DIMER', 'D-dimer', 'Pathology'),
];

/** Activity totals are stated on one basis and never added across: the 15 tests of DM01, or every test of the CDC range. */
export const ACTIVITY_BASES = ['DM01_15', 'ALL_CDC'] as const;
export type ActivityBasis = (typeof ACTIVITY_BASES)[number];

const byCode = new Map(DIAGNOSTIC_TESTS.map((test, index) => [test.code, index]));

/** The number stored with facts for a canonical code, or undefined. */
export function testNumber(code: string): number | undefined {
  return byCode.get(code);
}

/** Folds a spelling for comparison: case, spaces and punctuation do not matter. */
export function foldName(text: string): string {
  return text.toLowerCase().replaceAll('&', 'and').replace(/[^a-z0-9]+/g, '');
}

/** Other spellings seen in published files; the codes and the long names are always known. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  MRI: ['MR', 'MRI scan'],
  CT: ['CT scan'],
  NON_OBSTETRIC_ULTRASOUND: ['Ultrasound', 'NOUS', 'Non obstetric ultrasound'],
  DEXA_SCAN: ['DEXA', 'DXA'],
  AUDIOLOGY_ASSESSMENTS: ['Audiology', 'Audiology assessment'],
  ECHOCARDIOGRAPHY: ['Echo', 'Echocardiogram'],
  ELECTROPHYSIOLOGY: ['Electro-physiology'],
  PERIPHERAL_NEUROPHYS: ['Peripheral neurophysiology'],
  SLEEP_STUDIES: ['Sleep study'],
  URODYNAMICS: ['Urodynamics'],
  FLEXI_SIGMOIDOSCOPY: ['Flexible sigmoidoscopy'],
  XRAY_PLAIN: ['X-ray', 'Xray', 'Plain film'],
  ECG_RESTING: ['ECG'],
  ECG_AMBULATORY: ['24 hour ECG', 'Holter'],
  BP_AMBULATORY: ['ABPM'],
  PHLEBOTOMY: ['Blood test', 'Blood tests'],
};

const byFoldedName = new Map<string, string>();
for (const test of DIAGNOSTIC_TESTS) {
  for (const spelling of [test.code, test.name, ...(ALIASES[test.code] ?? [])]) byFoldedName.set(foldName(spelling), test.code);
}

/** The canonical code for any known spelling (both DM01 vocabularies, case and punctuation aside), or undefined. `Total` is not a test. */
export function testCodeOf(spelling: string): string | undefined {
  return byFoldedName.get(foldName(spelling));
}

/** Every known folded spelling with its canonical code, for readers that look codes up by bytes. */
export function testSpellings(): ReadonlyMap<string, string> {
  return byFoldedName;
}
