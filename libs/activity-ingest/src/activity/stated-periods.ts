import { isoDate, monthOf } from '@cdc/contracts';
import { type StatedPeriod } from '@cdc/intake';
import { type CentrePeriod } from './activity-fact.repository.js';
import { type Grain } from './grain.model.js';
import { type TotalsByPeriod } from './period-totals.model.js';

/**
 * What an activity file is a return of: the weeks of each region that it states something of, or the months where it is a monthly return.
 * @param changed where it gives cells another value than was accepted before
 */
export function statedPeriods(
  grain: Grain,
  totals: Pick<TotalsByPeriod, 'cdcNumbers' | 'statedPeriods'>,
  regionOf: (cdcNumber: number) => string,
  changed: readonly CentrePeriod[],
): readonly StatedPeriod[] {
  const kind = grain.feedsWeeks ? 'week' : 'month';
  const stated = new Map<string, StatedPeriod>();
  const note = (cdcNumber: number, of: number | string, isChanged: boolean): void => {
    const region = regionOf(cdcNumber);
    const period = typeof of === 'string' ? of : kind === 'week' ? isoDate(of) : monthOf(of);
    const key = `${region} ${period}`;
    if (isChanged || !stated.has(key)) stated.set(key, { unit: region, regionCode: region, period, isChanged });
  };
  for (const cdcNumber of totals.cdcNumbers) for (const period of totals.statedPeriods(cdcNumber)) note(cdcNumber, period, false);
  for (const one of changed) if (one.kind === kind) note(one.cdcNumber, one.period, true);
  return [...stated.values()];
}
