import { type BudgetLine, type SpendKind } from '@cdc/contracts';

const MILLION_PENCE = 100_000_000;

/** One kind of money of one budget line in 2022/23. */
export interface BudgetPart {
  readonly kind: SpendKind;
  readonly line: BudgetLine;
  /** The whole of England for the year, in pence. */
  readonly pence: number;
  /** Who holds it, in parts of 100: each centre its own, the regions, the rest England. */
  readonly byCentres: number;
  readonly byRegions: number;
}

/**
 * The programme's money as its governance slides of 2022/23 state it: revenue for that year, capital for 2022 to 2025. Of three years'
 * money the first takes three tenths, of the new build reserve, which is kept for later, two tenths; that share is invented.
 */
const part = (kind: SpendKind, line: BudgetLine, millions: number, tenths: number, byCentres: number, byRegions: number): BudgetPart => ({
  kind,
  line,
  pence: Math.round((millions * MILLION_PENCE * tenths) / 10),
  byCentres,
  byRegions,
});

export const BUDGET: readonly BudgetPart[] = [
  part('capital', 'CDC_BUILDINGS_EQUIPMENT', 1127, 3, 95, 4),
  part('capital', 'NEW_BUILD_RESERVE', 350, 2, 0, 0),
  part('revenue', 'CDC_RUNNING_COSTS', 411, 10, 96, 3),
  part('capital', 'ENDOSCOPY', 312, 3, 0, 100),
  part('capital', 'ACUTE_IMAGING', 69, 3, 0, 100),
  part('capital', 'LUNG_SCREENING', 41, 3, 0, 100),
  part('capital', 'BREAST_SCREENING', 22, 3, 0, 100),
  part('revenue', 'WORKFORCE', 84, 3, 0, 60),
  part('capital', 'DIGITAL', 379, 3, 0, 0),
];

/** How the money of a year falls into its months, April first: capital comes late, revenue evenly. */
export const PHASING: Readonly<Record<SpendKind, readonly number[]>> = {
  capital: [3, 4, 5, 6, 6, 8, 9, 9, 10, 11, 13, 16],
  revenue: Array<number>(12).fill(1),
};
