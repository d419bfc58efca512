import { type RegionCode } from './regions.js';

/**
 * 165 centres open by March 2025. A region's share is the largest remainder over its population (3 for each million, rounded region by
 * region, would give 172). Populations are people by region in mid-2023, Office for National Statistics.
 */
export const PROGRAMME_TARGET = {
  centres: 165,
  /** Last day by which they are to be open. */
  by: '2025-03-31',
  byRegion: { Y56: 25, Y58: 17, Y59: 26, Y60: 32, Y61: 19, Y62: 21, Y63: 25 },
  population: { Y56: 8_866_180, Y58: 5_771_573, Y59: 9_073_701, Y60: 10_956_592, Y61: 6_697_937, Y62: 7_199_831, Y63: 8_540_584 },
} as const satisfies {
  centres: number;
  by: string;
  byRegion: Readonly<Record<RegionCode, number>>;
  population: Readonly<Record<RegionCode, number>>;
};
