import { ICBS, type Icb } from '@cdc/contracts';
import { draws } from './draws.js';

/** An invented NHS trust. */
export interface Trust {
  /** No ODS code begins so and is as long. */
  readonly code: string;
  readonly name: string;
  readonly icb: Icb;
  readonly isAcute: boolean;
  readonly ctScanners: number;
  readonly isJagAccredited: boolean;
}

const TWO_TRUSTS = 45;

/** One or two trusts of each integrated care board. @param places names of places, as many as trusts at most */
export function inventTrusts(places: readonly string[]): Trust[] {
  const seats = ICBS.flatMap((icb) => (draws('trusts', icb.code).chance(TWO_TRUSTS) ? [icb, icb] : [icb]));
  return seats.map((icb, at) => {
    const draw = draws('trust', at);
    return {
      code: `SYT${String(at + 1).padStart(2, '0')}`,
      name: `${places[at] ?? ''} ${draw.pick(['University Hospitals', 'Hospitals', 'and District Hospitals', 'Healthcare'])} NHS Trust`,
      icb,
      isAcute: draw.chance(90),
      ctScanners: draw.pick([1, 2, 2, 2, 3, 4]),
      isJagAccredited: draw.chance(70),
    };
  });
}
