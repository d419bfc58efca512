/** The seven NHS England regions: ODS code and name. */
export const REGIONS = [
  { code: 'Y56', name: 'London' },
  { code: 'Y58', name: 'South West' },
  { code: 'Y59', name: 'South East' },
  { code: 'Y60', name: 'Midlands' },
  { code: 'Y61', name: 'East of England' },
  { code: 'Y62', name: 'North West' },
  { code: 'Y63', name: 'North East and Yorkshire' },
] as const;

export type RegionCode = (typeof REGIONS)[number]['code'];

/** ENG stands for the whole programme wherever an organisation code is asked for. */
export const ENGLAND = { code: 'ENG', name: 'England' } as const;

/** The levels at which every figure is shown, widest first. */
export const LEVELS = ['england', 'region', 'icb', 'cdc'] as const;
export type Level = (typeof LEVELS)[number];

export function regionName(code: string): string | undefined {
  return REGIONS.find((region) => region.code === code)?.name;
}
