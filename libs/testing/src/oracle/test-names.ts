import { foldText } from './split-csv.js';

/** The oracle's own table: code, long name as published, and whether DM01 counts the test. In the order of reports. */
export const TEST_NAMES: readonly { readonly code: string; readonly name: string; readonly inDm01: boolean }[] = [
  ...(
    [
      ['MRI', 'Magnetic Resonance Imaging'],
      ['CT', 'Computed Tomography'],
      ['NON_OBSTETRIC_ULTRASOUND', 'Non-obstetric Ultrasound'],
      ['BARIUM_ENEMA', 'Barium Enema'],
      ['DEXA_SCAN', 'DEXA Scan'],
      ['AUDIOLOGY_ASSESSMENTS', 'Audiology - Audiology Assessments'],
      ['ECHOCARDIOGRAPHY', 'Cardiology - Echocardiography'],
      ['ELECTROPHYSIOLOGY', 'Cardiology - Electrophysiology'],
      ['PERIPHERAL_NEUROPHYS', 'Neurophysiology - Peripheral Neurophysiology'],
      ['SLEEP_STUDIES', 'Respiratory physiology - Sleep Studies'],
      ['URODYNAMICS', 'Urodynamics - Pressures & Flows'],
      ['COLONOSCOPY', 'Colonoscopy'],
      ['FLEXI_SIGMOIDOSCOPY', 'Flexi Sigmoidoscopy'],
      ['CYSTOSCOPY', 'Cystoscopy'],
      ['GASTROSCOPY', 'Gastroscopy'],
    ] as const
  ).map(([code, name]) => ({ code, name, inDm01: true })),
  ...(
    [
      ['XRAY_PLAIN', 'Plain X-ray'],
      ['ECG_RESTING', 'Resting ECG'],
      ['ECG_AMBULATORY', 'Ambulatory ECG'],
      ['BP_AMBULATORY', 'Ambulatory blood pressure'],
      ['OXIMETRY', 'Oximetry'],
      ['SPIROMETRY', 'Spirometry'],
      ['SPIROMETRY_REVERSIBILITY', 'Spirometry with reversibility'],
      ['FENO', 'FeNO'],
      ['LUNG_FUNCTION_FULL', 'Full lung function'],
      ['BLOOD_GAS_POCT', 'Blood gas, point of care'],
      ['FIELD_TEST_6MWT', 'Simple field test'],
      ['PHLEBOTOMY', 'Phlebotomy'],
      ['POCT_OTHER', 'Other point of care testing'],
      ['URINE_TEST', 'Urine test'],
      ['SIMPLE_BIOPSY', 'Simple biopsy'],
      ['NT_PRO_BNP', 'NT-proBNP'],
      ['D_DIMER', 'D-dimer'],
    ] as const
  ).map(([code, name]) => ({ code, name, inDm01: false })),
];

const codes = new Map(TEST_NAMES.flatMap(({ code, name }) => [code, name].map((spelling) => [foldText(spelling), code] as const)));
const places = new Map(TEST_NAMES.map(({ code }, place) => [code, place]));

/** @throws RangeError for a test that is not in the table */
export function testCode(spelling: string): string {
  const code = codes.get(foldText(spelling));
  if (!code) throw new RangeError(`not a test: ${spelling}`);
  return code;
}

/** Place of a test in reports; a basis stands before nothing, DM01_15 first. */
export function placeOfTest(code: string): number {
  if (code === 'DM01_15') return 0;
  if (code === 'ALL_CDC') return 1;
  const place = places.get(code);
  if (place === undefined) throw new RangeError(`not a test code: ${code}`);
  return place;
}

export function isDm01Test(code: string): boolean {
  return TEST_NAMES[placeOfTest(code)]?.inDm01 === true;
}
