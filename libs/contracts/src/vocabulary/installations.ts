/** The 14 milestones of a machine, in the order of standard practice; ENABLING_* run beside ORDERED and MANUFACTURED. */
export const MILESTONES = [
  { code: 'NEED', name: 'Need agreed' },
  { code: 'BC_APPROVED', name: 'Business case approved' },
  { code: 'FUNDED', name: 'Funded' },
  { code: 'ORDERED', name: 'Ordered' },
  { code: 'MANUFACTURED', name: 'Manufactured' },
  { code: 'ENABLING_START', name: 'Enabling works started' },
  { code: 'ENABLING_DONE', name: 'Enabling works done' },
  { code: 'DELIVERED', name: 'Delivered' },
  { code: 'INSTALLED', name: 'Installed' },
  { code: 'COMMISSIONED', name: 'Commissioned' },
  { code: 'STAFF_READY', name: 'Staff ready' },
  { code: 'FIRST_PATIENT', name: 'First patient' },
  { code: 'FULL_CAPACITY', name: 'Full capacity' },
  { code: 'DECOMMISSIONED', name: 'Decommissioned' },
] as const satisfies readonly { code: string; name: string }[];
export type Milestone = (typeof MILESTONES)[number]['code'];

/** What kind of machine it is, and the tests that cannot be done without one: those that also need none, as spirometry, are left out. The codes are ours; no national list was found. */
export const MODALITIES = [
  { code: 'MRI', name: 'MRI scanner', tests: ['MRI'] },
  { code: 'CT', name: 'CT scanner', tests: ['CT'] },
  { code: 'XRAY', name: 'X-ray room', tests: ['XRAY_PLAIN'] },
  { code: 'ULTRASOUND', name: 'Ultrasound', tests: ['NON_OBSTETRIC_ULTRASOUND'] },
  { code: 'ECHOCARDIOGRAPHY', name: 'Echocardiography', tests: ['ECHOCARDIOGRAPHY'] },
  { code: 'DEXA', name: 'DEXA scanner', tests: ['DEXA_SCAN'] },
  { code: 'MAMMOGRAPHY', name: 'Mammography', tests: [] },
  { code: 'ENDOSCOPY', name: 'Endoscopy room', tests: ['COLONOSCOPY', 'FLEXI_SIGMOIDOSCOPY', 'GASTROSCOPY'] },
  { code: 'LUNG_FUNCTION', name: 'Lung function', tests: ['LUNG_FUNCTION_FULL'] },
  { code: 'POINT_OF_CARE', name: 'Point of care testing', tests: [] },
] as const satisfies readonly { code: string; name: string; tests: readonly string[] }[];
export type Modality = (typeof MODALITIES)[number]['code'];

/** Why a forecast moved. The codes are ours. */
export const SLIP_REASONS = [
  { code: 'BUILDING_WORKS', name: 'Building works' },
  { code: 'POWER_SHIELDING', name: 'Power and shielding' },
  { code: 'PLANNING', name: 'Planning permission' },
  { code: 'FUNDING', name: 'Funding' },
  { code: 'SUPPLIER', name: 'Supplier' },
  { code: 'DELIVERY', name: 'Delivery' },
  { code: 'IT_CONNECTION', name: 'IT and PACS connection' },
  { code: 'STAFFING', name: 'Staffing' },
  { code: 'OTHER', name: 'Other' },
] as const satisfies readonly { code: string; name: string }[];
export type SlipReason = (typeof SLIP_REASONS)[number]['code'];
