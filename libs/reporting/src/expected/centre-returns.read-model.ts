import { type FeedWindow } from '@cdc/contracts';
import { type LogCut, type RegionScope } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { statedByTest } from '../edition/returns.model.js';
import { ACTIVITY_VERSION, CENTRE_VERSION, OFFER_VERSION } from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { type CentreReturns } from './expected-cells.model.js';

/** The centres of regions, by code, with what daily returns and those of the whole period state of a week or month. Daily ones count first, as in editions. */
export async function centreReturns(manager: EntityManager, cut: LogCut, grain: FeedWindow['grain'], period: string, regions: RegionScope): Promise<readonly CentreReturns[]> {
  const registry = cut['cdc-registry'] ?? '0';
  const centres = (await versionsAt(manager, CENTRE_VERSION, registry)).filter((centre) => regions === 'all' || regions.includes(centre.region_code));
  const codes = centres.map((centre) => centre.cdc_code);
  const offers = new Map((await versionsAt(manager, OFFER_VERSION, registry, 'cdc_code = any($2)', [codes])).map((row) => [row.cdc_code, row.offers]));
  const whole = grain === 'week' ? 'weekly' : 'monthly';
  const versions = await versionsAt(manager, ACTIVITY_VERSION, cut['activity-ingest'] ?? '0', 'kind = $2 and period = $3 and grain = any($4) and cdc_code = any($5)', [
    grain,
    period,
    ['daily', whole],
    codes,
  ]);
  const delivered = new Map<string, Map<string, number>>();
  for (const version of [...versions].sort((one, other) => Number(one.grain === 'daily') - Number(other.grain === 'daily'))) {
    const own = delivered.get(version.cdc_code) ?? new Map<string, number>();
    delivered.set(version.cdc_code, own);
    for (const [test, stated] of statedByTest(version)) own.set(test, stated.delivered);
  }
  return centres.map((row) => ({
    code: row.cdc_code,
    name: row.name,
    icbCode: row.icb_code,
    regionCode: row.region_code,
    status: row.status,
    opened: row.opened,
    closed: row.closed,
    offers: offers.get(row.cdc_code) ?? [],
    delivered: delivered.get(row.cdc_code) ?? new Map<string, number>(),
  }));
}
