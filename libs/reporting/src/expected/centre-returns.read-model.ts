import { type FeedWindow } from '@cdc/contracts';
import { type LogCut, type RegionScope } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { statedByTest } from '../edition/returns.model.js';
import { ACTIVITY_VERSION, CENTRE_VERSION, OFFER_VERSION } from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { type CentreReturns } from './expected-cells.model.js';

/** The centres of regions, by code, with what daily returns and those of the whole period state of a week or month. Daily ones count first, as in editions. */
export async function centreReturns(manager: EntityManager, cut: LogCut, grain: FeedWindow['grain'], period: string, regions: RegionScope): Promise<readonly CentreReturns[]> {
  return (await centreReturnsOfAll(manager, cut, grain, [period], regions)).get(period) ?? [];
}

/** The same of several weeks or months. */
export async function centreReturnsOfAll(
  manager: EntityManager,
  cut: LogCut,
  grain: FeedWindow['grain'],
  periods: readonly string[],
  regions: RegionScope,
): Promise<ReadonlyMap<string, readonly CentreReturns[]>> {
  const registry = cut['cdc-registry'] ?? '0';
  const centres = (await versionsAt(manager, CENTRE_VERSION, registry)).filter((centre) => regions === 'all' || regions.includes(centre.region_code));
  const codes = centres.map((centre) => centre.cdc_code);
  const offers = new Map((await versionsAt(manager, OFFER_VERSION, registry, 'cdc_code = any($2)', [codes])).map((row) => [row.cdc_code, row.offers]));
  const whole = grain === 'week' ? 'weekly' : 'monthly';
  const versions = await versionsAt(manager, ACTIVITY_VERSION, cut['activity-ingest'] ?? '0', 'kind = $2 and period = any($3) and grain = any($4) and cdc_code = any($5)', [
    grain,
    periods,
    ['daily', whole],
    codes,
  ]);
  const delivered = new Map<string, Map<string, number>>();
  const keyOf = (period: string, code: string): string => `${period} ${code}`;
  for (const version of [...versions].sort((one, other) => Number(one.grain === 'daily') - Number(other.grain === 'daily'))) {
    const key = keyOf(version.period, version.cdc_code);
    const own = delivered.get(key) ?? new Map<string, number>();
    delivered.set(key, own);
    for (const [test, stated] of statedByTest(version)) own.set(test, stated.delivered);
  }
  const returnsIn = (period: string): readonly CentreReturns[] =>
    centres.map((row) => ({
      code: row.cdc_code,
      name: row.name,
      icbCode: row.icb_code,
      regionCode: row.region_code,
      status: row.status,
      opened: row.opened,
      closed: row.closed,
      offers: offers.get(row.cdc_code) ?? [],
      delivered: delivered.get(keyOf(period, row.cdc_code)) ?? new Map<string, number>(),
    }));
  return new Map(periods.map((period) => [period, returnsIn(period)]));
}
