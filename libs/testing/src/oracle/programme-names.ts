import { foldText } from './split-csv.js';

interface Named {
  readonly code: string;
  readonly name: string;
}

const named = (rows: readonly (readonly [code: string, name: string])[]): Named[] => rows.map(([code, name]) => ({ code, name }));

export const SPEND_KINDS = ['capital', 'revenue'] as const;
export type SpendKind = (typeof SPEND_KINDS)[number];

/** The oracle's own tables, each in the order of reports. */
export const BUDGET_LINES: readonly Named[] = named([
  ['CDC_BUILDINGS_EQUIPMENT', 'CDC buildings and equipment'],
  ['NEW_BUILD_RESERVE', 'New build reserve'],
  ['CDC_RUNNING_COSTS', 'CDC running costs'],
  ['ENDOSCOPY', 'Endoscopy'],
  ['ACUTE_IMAGING', 'Acute imaging'],
  ['LUNG_SCREENING', 'Lung screening'],
  ['BREAST_SCREENING', 'Breast screening'],
  ['WORKFORCE', 'Workforce'],
  ['DIGITAL', 'Digital'],
]);

/** Lines that are spent on a centre: without one, what is posted on them cannot be compared with a plan. */
export const LINES_BY_CENTRE: readonly string[] = ['CDC_BUILDINGS_EQUIPMENT', 'CDC_RUNNING_COSTS'];

export const MILESTONES: readonly Named[] = named([
  ['NEED', 'Need agreed'],
  ['BC_APPROVED', 'Business case approved'],
  ['FUNDED', 'Funded'],
  ['ORDERED', 'Ordered'],
  ['MANUFACTURED', 'Manufactured'],
  ['ENABLING_START', 'Enabling works started'],
  ['ENABLING_DONE', 'Enabling works done'],
  ['DELIVERED', 'Delivered'],
  ['INSTALLED', 'Installed'],
  ['COMMISSIONED', 'Commissioned'],
  ['STAFF_READY', 'Staff ready'],
  ['FIRST_PATIENT', 'First patient'],
  ['FULL_CAPACITY', 'Full capacity'],
  ['DECOMMISSIONED', 'Decommissioned'],
]);

export const MODALITIES: readonly Named[] = named([
  ['MRI', 'MRI scanner'],
  ['CT', 'CT scanner'],
  ['XRAY', 'X-ray room'],
  ['ULTRASOUND', 'Ultrasound'],
  ['ECHOCARDIOGRAPHY', 'Echocardiography'],
  ['DEXA', 'DEXA scanner'],
  ['MAMMOGRAPHY', 'Mammography'],
  ['ENDOSCOPY', 'Endoscopy room'],
  ['LUNG_FUNCTION', 'Lung function'],
  ['POINT_OF_CARE', 'Point of care testing'],
]);

/** Centres that are to be open by {@link TARGET_DAY}. */
export const TARGETS: Readonly<Record<string, number>> = { ENG: 165, Y56: 25, Y58: 17, Y59: 26, Y60: 32, Y61: 19, Y62: 21, Y63: 25 };
export const TARGET_DAY = '2025-03-31';

/** The code that a code or name stands for, in any case and punctuation. @throws RangeError when it is none of the table's */
export function codeIn(table: readonly Named[], spelling: string): string {
  const found = table.find(({ code, name }) => [code, name].some((text) => foldText(text) === foldText(spelling)));
  if (!found) throw new RangeError(`not a code or name: ${spelling}`);
  return found.code;
}

export function spendKind(spelling: string): SpendKind {
  const found = SPEND_KINDS.find((kind) => kind === foldText(spelling));
  if (!found) throw new RangeError(`neither capital nor revenue: ${spelling}`);
  return found;
}
