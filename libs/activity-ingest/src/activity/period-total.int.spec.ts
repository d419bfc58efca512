import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { ActivityIngestUnderTest } from '../activity-ingest-under-test.js';
import { AS_JSON, PeriodTotalsAsJson1781800100000 } from '../migrations/1781800100000-period-totals-as-json.js';
import { COUNT_PERIODS } from '../migrations/1781700100000-period-totals.js';

let service: ActivityIngestUnderTest;
let migrator: DataSource;
beforeAll(async () => {
  service = await ActivityIngestUnderTest.start();
  migrator = await new DataSource({ type: 'postgres', url: service.migratorUrl }).initialize();
});
afterAll(async () => {
  await migrator.destroy();
  await service.stop();
});

const kept = (): Promise<unknown[]> => migrator.query('select grain, cdc_number, period::text as period, totals from activity_period order by 1, 2, 3');

it('keeps what counting all facts gives, file after file, and nothing of one that is refused', async () => {
  const file = (period: string, ...rows: string[]): string => `cdc_code,${period},test,delivered\n${rows.join('\n')}\n`;
  const files = [
    ['activity-daily', file('date', 'RAA01,2024-08-05,CT,5', 'RAA01,2024-08-06,CT,6', 'RAA01,2024-08-06,MRI,1', 'RBB01,2024-08-05,CT,9')],
    // A day again, a day more and another test of the same week.
    ['activity-daily', file('date', 'RAA01,2024-08-06,CT,7', 'RAA01,2024-08-07,CT,8', 'RAA01,2024-08-07,SPIROMETRY,2')],
    ['activity-weekly', file('week_ending', 'RAA01,2024-08-11,CT,50', 'RAA02,2024-08-11,CT,0')],
    ['activity-weekly', file('week_ending', 'RAA01,2024-08-11,CT,51', 'RAA01,2024-08-18,CT,52')],
    ['activity-monthly', file('month', 'RAA01,2024-08,CT,200')],
    ['activity-weekly', file('week_ending', 'RAA01,2024-08-25,CT,53', 'RAA01,2024-08-25,CT,54')],
  ] as const;
  const outcomes = [];
  for (const [feed, body] of files) outcomes.push((await service.send(feed, body)).status);
  expect(outcomes).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'accepted', 'rejected']);
  const own = await kept();
  expect(own).toContainEqual({ grain: 1, cdc_number: 1, period: '2024-08-11', totals: '1,19946,0,1,1,1,20,3,20,2,1' });
  const [runner, migration] = [migrator.createQueryRunner(), new PeriodTotalsAsJson1781800100000()];
  await migration.down(runner);
  expect(await kept()).toContainEqual({ grain: 1, cdc_number: 1, period: '2024-08-11', totals: '0,1,1;1,20,3;20,2,1' });
  await migration.up(runner);
  await runner.release();
  expect(await kept()).toEqual(own);
  await migrator.query('truncate activity_period');
  await migrator.query("set cdc.regions = 'all'");
  await migrator.query(COUNT_PERIODS);
  await migrator.query(AS_JSON);
  expect(await kept()).toEqual(own);
});
