import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DIAGNOSTIC_TESTS, type EditionKind, type Level } from '@cdc/contracts';
import { DataSource } from 'typeorm';
import { signedIn } from '@cdc/platform/under-test';
import { contentHashOf, testDatabase } from '@cdc/testing';
import { EDITION_FORMATS, rendered } from '../formats/edition-formats.js';
import { REPORTING_ENTITIES } from '../reporting.module.js';
import { ReportingUnderTest } from '../reporting-under-test.js';
import { activity, centre, dm01, offers, organisation, plan } from '../small-programme.js';
import { type EditionListQuery } from './edition-list.read-model.js';

const database = await testDatabase();
const reporting = await ReportingUnderTest.on(database.adminUrl);
afterAll(async () => {
  await reporting.stop();
  await database.stop();
});

const national = signedIn('national');
const midlands = signedIn('region-y60');
const week = { kind: 'week', period: '2024-08-04', grain: 'daily' } as const;
const everything = { limit: 50 } as EditionListQuery;

function build(level: Level, code: string, kind: EditionKind = 'weekly', period = '2024-08-04', principal = national) {
  return reporting.editions.build(principal, kind, { period, scope: { level, code } });
}

beforeAll(async () => {
  await reporting.publish('cdc-registry', [
    organisation('QHL', 'icb', 'Y60'),
    organisation('QMJ', 'icb', 'Y56'),
    organisation('RA1', 'trust', 'Y60', 'QHL'),
    organisation('RA2', 'trust', 'Y60', 'QZZ'),
    centre('B1', 'QHL', 'Y60', { hostTrust: 'RA1' }),
    centre('B2', 'QMJ', 'Y56'),
    offers('B1', ['CT', 'PHLEBOTOMY']),
    offers('B2', ['CT']),
    plan('B1', '2024-08', { CT: 310 }),
    plan('B2', '2024-08', { CT: 31 }),
  ]);
  await reporting.publish('activity-ingest', [
    activity('B1', week, { CT: 35, PHLEBOTOMY: 7 }),
    activity('B1', { ...week, grain: 'weekly' }, { CT: 33 }),
    activity('B2', { kind: 'month', period: '2024-08', grain: 'monthly' }, { CT: 29 }),
    dm01('RA1', '2024-07', 'Y60', { CT: 100 }),
    dm01('RA2', '2024-07', 'Y60', { CT: 40 }),
    dm01('RA1', '2024-09', 'Y60', { CT: 1 }),
  ]);
  await reporting.apply();
});

it('keeps entities and tables the same', async () => {
  const source = await new DataSource({ ...reporting.dataSource.options, entities: REPORTING_ENTITIES }).initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

describe('an edition', () => {
  it('states the figures of its scope and of everything beneath it', async () => {
    const { item, created } = await build('england', 'ENG');
    expect(created).toBe(true);
    expect(item).toMatchObject({
      id: 'ed-weekly-20240804-eng-1',
      scope: { level: 'england', code: 'ENG', name: 'England' },
      builtAt: '2024-09-02T07:00:00.000Z',
    });
    // 1 to 4 August of 31 days: 310 gives 40. B2 sent a month only, so its plan of 4 stands apart.
    const { content } = await reporting.editions.find(national, item.id);
    expect(
      content.figures.map((row) => [row.code, row.test, row.plan, row.actual, row.variance, row.planNotReported]),
    ).toEqual([
      ['ENG', 'CT', 40, 35, -5, 4],
      ['ENG', 'PHLEBOTOMY', null, 7, null, 0],
      ['Y56', 'CT', null, null, null, 4],
      ['Y60', 'CT', 40, 35, -5, 0],
      ['Y60', 'PHLEBOTOMY', null, 7, null, 0],
      ['QHL', 'CT', 40, 35, -5, 0],
      ['QHL', 'PHLEBOTOMY', null, 7, null, 0],
      ['QMJ', 'CT', null, null, null, 4],
      ['B1', 'CT', 40, 35, -5, 0],
      ['B1', 'PHLEBOTOMY', null, 7, null, 0],
      ['B2', 'CT', null, null, null, 4],
    ]);
    expect(content.missing.centres).toMatchObject([{ code: 'B2', plan: 4, otherGrain: 'monthly' }]);
    expect(content.reconciliations).toEqual([
      { cdcCode: 'B1', test: 'CT', daily: 35, other: 33, otherGrain: 'weekly', difference: 2 },
    ]);
    // A board that the registry does not know is no known board.
    expect(content.dm01.month).toBe('2024-07');
    expect(content.dm01.rows.map(({ code, parent, waitingList }) => [code, parent, waitingList])).toEqual([
      ['ENG', null, 140],
      ['Y60', 'ENG', 140],
      ['ICB_NOT_KNOWN', 'ENG', 40],
      ['ICB_NOT_KNOWN', 'Y60', 40],
      ['QHL', 'Y60', 100],
      ['B1', 'QHL', 100],
    ]);
  });

  it('holds nothing outside its scope', async () => {
    const { item } = await build('icb', 'QHL');
    const { content } = await reporting.editions.find(national, item.id);
    expect([...new Set(content.figures.map(({ code }) => code))]).toEqual(['QHL', 'B1']);
    expect(content.dm01.rows.map(({ code }) => code)).toEqual(['QHL', 'B1']);
    expect(content.completeness).toMatchObject({
      centresExpected: 1,
      centresReported: 1,
      centresNotReported: 0,
      cellsReported: 2,
      cellsNotReported: 0,
    });
  });

  it('is the same one while nothing has changed, and when the same values are sent again', async () => {
    const first = await build('cdc', 'B1');
    expect(await build('cdc', 'B1')).toEqual({ ...first, created: false });
    await reporting.publish('activity-ingest', [activity('B1', week, { CT: 35, PHLEBOTOMY: 7 })]);
    await reporting.apply();
    expect(await build('cdc', 'B1')).toEqual({ ...first, created: false });
  });

  it('is followed by a new one after a restatement; both still verify', async () => {
    const before = await build('region', 'Y60');
    await reporting.publish('activity-ingest', [activity('B1', week, { CT: 36, PHLEBOTOMY: 7 })]);
    await reporting.apply();
    const after = await build('region', 'Y60');
    expect(after.item.id).toBe('ed-weekly-20240804-y60-2');
    expect(after.item.contentHash).not.toBe(before.item.contentHash);
    for (const { item } of [before, after]) {
      expect(await reporting.editions.verify(national, item.id)).toEqual({
        id: item.id,
        contentHash: item.contentHash,
        recreatedHash: item.contentHash,
        matches: true,
      });
    }
    const events = await reporting.dataSource.query(
      "select data->>'editionId' as id from outbox where subject like 'ed-weekly-20240804-y60-%' order by position",
    );
    expect(events).toEqual([{ id: before.item.id }, { id: after.item.id }]);
  });

  it('does not verify when a version that it was made of is lost', async () => {
    const { item } = await build('region', 'Y60');
    await reporting.dataSource.query("delete from plan_version where cdc_code = 'B1'");
    expect(await reporting.editions.verify(national, item.id)).toMatchObject({ matches: false });
    await reporting.rebuild.rebuild('tester');
    expect(await reporting.editions.verify(national, item.id)).toMatchObject({ matches: true });
  });

  it('is built once when asked for many times at once', async () => {
    const built = await Promise.all(Array.from({ length: 6 }, () => build('england', 'ENG', 'monthly', '2024-08')));
    expect(built.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(built.map(({ item }) => item.id))).toEqual(new Set(['ed-monthly-202408-eng-1']));
  });

  it('cannot be changed or removed', async () => {
    await expect(reporting.dataSource.query("update edition set content_hash = 'x'")).rejects.toMatchObject({
      code: '42501',
    });
    await expect(reporting.dataSource.query('delete from edition')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a request for an edition', () => {
  it('names what is wrong with it', async () => {
    await expect(build('england', 'ENG', 'weekly', '2024-08-05')).rejects.toMatchObject({
      code: 'PERIOD_NOT_A_SUNDAY',
    });
    await expect(build('england', 'ENG', 'monthly', '2024-10')).rejects.toMatchObject({ code: 'PERIOD_IN_FUTURE' });
    await expect(build('icb', 'QXX')).rejects.toMatchObject({ kind: 'not-found', code: 'UNKNOWN_SCOPE' });
    await expect(build('region', 'QHL')).rejects.toMatchObject({ code: 'UNKNOWN_SCOPE' });
  });

  it('waits for what has been accepted, and says so when that takes too long', async () => {
    await reporting.publish('activity-ingest', [activity('B1', week, { CT: 41, PHLEBOTOMY: 7 })]);
    const building = build('cdc', 'B1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await reporting.apply();
    const { content } = await reporting.editions.find(national, (await building).item.id);
    expect(content.figures[0]).toMatchObject({ test: 'CT', actual: 41 });
  });
});

describe('a region', () => {
  it('builds and reads the editions of its own organisations only', async () => {
    const own = await build('cdc', 'B1', 'weekly', '2024-08-11', midlands);
    const foreign = await build('cdc', 'B2', 'weekly', '2024-08-11');
    const england = await build('england', 'ENG', 'weekly', '2024-08-11');
    await expect(build('cdc', 'B2', 'weekly', '2024-08-11', midlands)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(build('england', 'ENG', 'weekly', '2024-08-11', midlands)).rejects.toMatchObject({
      kind: 'forbidden',
    });
    await expect(reporting.editions.find(midlands, foreign.item.id)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(reporting.editions.verify(midlands, england.item.id)).rejects.toMatchObject({ kind: 'forbidden' });
    const listed = (await reporting.editions.list(midlands, { ...everything, period: '2024-08-11' })).items;
    expect(listed).toEqual([own.item]);
    expect((await reporting.editions.list(national, { ...everything, period: '2024-08-11' })).items).toEqual([
      england.item,
      foreign.item,
      own.item,
    ]);
  });
});

it('lists editions newest first, a page at a time', async () => {
  const whole = (await reporting.editions.list(national, everything)).items.map(({ id }) => id);
  const first = await reporting.editions.list(national, { ...everything, limit: 3 });
  const rest = await reporting.editions.list(national, { ...everything, after: first.next ?? '' });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(whole);
  expect(rest.next).toBeNull();
  expect(
    (await reporting.editions.list(national, { ...everything, kind: 'monthly' })).items.map(({ id }) => id),
  ).toEqual(['ed-monthly-202408-eng-1']);
});

it('says the same in every format', async () => {
  const edition = await reporting.editions.find(national, 'ed-weekly-20240804-eng-1');
  const csv = String(rendered(edition, 'csv', null).body);
  expect(csv).toMatch(/^section,level,code,name,/);
  expect(csv).toContain('figure,england,ENG,England,,CT,,40,4,35,0,-5,adverse,,0,1,2,,,reported');
  const html = String(rendered(edition, 'html', null).body);
  expect(html).toContain('<td class="number">\u22125 adverse</td>');
  expect(html).toContain('Not reported');
  expect(html).toMatch(/Centre B2 \(B2\).*monthly return, not counted here/);
  expect(html).not.toContain('<script');
  expect(rendered(edition, 'json', null)).toMatchObject({
    headers: { ETag: `"${edition.contentHash}"` },
    body: { id: edition.id, grouping: 'as then', asAt: edition.asAt },
  });
});

describe('the label of synthetic data', () => {
  const LABEL = 'Synthetic data: <all> of it is invented.';
  const editionOf = () => reporting.editions.find(national, 'ed-weekly-20240804-eng-1');

  it('stands first in every format', async () => {
    const edition = await editionOf();
    expect(String(rendered(edition, 'csv', LABEL).body).split('\r\n')[1]).toMatch(/^data-set,,,Synthetic data: <all> of it is invented\.,,/);
    expect(rendered(edition, 'json', LABEL).body).toMatchObject({ dataSet: { label: LABEL } });
    const { headers, body } = rendered(edition, 'html', LABEL);
    expect(String(body)).toMatch(/<main>\s*<p class="label">Synthetic data: &lt;all&gt; of it is invented\.<\/p>\s*<h1>/);
    const style = /<style>(.*?)<\/style>/s.exec(String(body))?.[1] ?? '';
    expect(style).toContain('@top-center { content: "Synthetic data"');
    expect(headers['Content-Security-Policy']).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it('is no part of what is hashed, and changes no figure', async () => {
    const edition = await editionOf();
    const [live, synthetic] = [rendered(edition, 'json', null), rendered(edition, 'json', LABEL)];
    expect(synthetic.headers['ETag']).toBe(live.headers['ETag']);
    const served = JSON.parse(JSON.stringify(synthetic.body));
    expect(contentHashOf(served)).toBe(edition.contentHash);
    const { dataSet: _, ...rest } = served;
    expect(rest).toEqual(JSON.parse(JSON.stringify(live.body)));
    const lines = (label: string | null) => String(rendered(edition, 'csv', label).body).split('\r\n');
    expect(lines(LABEL).toSpliced(1, 1)).toEqual(lines(null));
  });

  it('is nowhere in live data', async () => {
    const edition = await editionOf();
    for (const format of EDITION_FORMATS) expect(JSON.stringify(rendered(edition, format, null))).not.toMatch(/synthetic|data-?set|class=\\"label/i);
  });
});

it('takes no more than in proportion to the cells that it shows', async () => {
  const tests = DIAGNOSTIC_TESTS.slice(0, 20).map(({ code }) => code);
  const delivered = Object.fromEntries(tests.map((test, index) => [test, index * 3]));
  const centresOf = (region: string, icb: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ code: `${region}-${index}`, icb, region }));
  const centres = [...centresOf('Y60', 'QHL', 500), ...centresOf('Y62', 'QE1', 100)];
  await reporting.publish(
    'cdc-registry',
    centres.flatMap(({ code, icb, region }) => [
      centre(code, icb, region),
      offers(code, tests),
      plan(code, '2025-01', delivered),
      plan(code, '2024-12', delivered),
    ]),
  );
  await reporting.publish(
    'activity-ingest',
    centres.map(({ code }) => activity(code, { ...week, period: '2025-01-05' }, delivered)),
  );
  await reporting.apply();
  reporting.clock.instant = new Date('2025-01-06T07:00:00Z');
  const quickest = async (region: string): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < 4; round++) {
      const startedAt = performance.now();
      await build('region', region, 'weekly', '2025-01-05');
      times.push(performance.now() - startedAt);
    }
    return Math.min(...times);
  };
  const small = await quickest('Y62');
  const large = await quickest('Y60');
  // Five times the cells; a cost that grew with their square would be 25 times.
  expect(large / small).toBeLessThan(12);
});
