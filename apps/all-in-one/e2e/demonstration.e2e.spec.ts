import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demonstrationStory, type SentFile } from '@cdc/demonstration';
import { cookieBrowser, recordOf, removeDataDir, startPlatform, type RunningPlatform } from '@cdc/testing';

/** A load takes about a minute and a half alone on two cores, and more than three beside other tests. */
const LOAD_MS = 600_000;
const SCOPES = ['ENG', 'Y56', 'Y58', 'Y59', 'Y60', 'Y61', 'Y62', 'Y63'];
const LABEL = 'Synthetic data: every centre, machine, file and figure is invented.';

type Item = Record<string, unknown>;

/** Written out from the calendar: Sundays from 3 April to 13 November 2022. */
const SUNDAYS = Array.from({ length: 33 }, (_, week) => new Date(Date.UTC(2022, 3, 3 + 7 * week)).toISOString().slice(0, 10));
/** Reports of a month are made on its next one's tenth working day: on 14 April that of March, on 14 November that of October. */
const MONTHS = ['2022-03', '2022-04', '2022-05', '2022-06', '2022-07', '2022-08', '2022-09', '2022-10'];

const story = demonstrationStory();
const sent = story.flatMap(({ at, files }) => files().map((file) => ({ at, ...file })));

let platform: RunningPlatform;
let firstStop: { readonly done: number; readonly goesOnAt: number };

async function printed(pattern: RegExp): Promise<RegExpExecArray> {
  for (const deadline = Date.now() + LOAD_MS; Date.now() < deadline; await wait(100)) {
    const found = pattern.exec(platform.output());
    if (found) return found;
    if (/demonstration not loaded/.test(platform.output())) break;
  }
  throw new Error(`${String(pattern)} was not printed:\n${platform.output().slice(-3000)}`);
}

const progress = async (): Promise<Item> => recordOf((await platform.get('viewer', '/api/v1/demonstration')).body);
const slots = (): Promise<Item[]> => platform.items('national', '/api/v1/reports/slots?limit=500');
const editions = (): Promise<Item[]> => platform.items('national', '/api/v1/reports/editions?limit=500');
const submissions = (): Promise<Item[]> => platform.listedSubmissions();
const restart = async (): Promise<void> => {
  await platform.stop();
  platform = await startPlatform({ demonstration: true, dataDir: platform.dataDir });
};

async function content(editionId: string): Promise<Item> {
  return recordOf((await platform.get('national', `/api/v1/reports/editions/${editionId}?format=json`)).body);
}

function listOf(value: unknown): Item[] {
  return Array.isArray(value) ? value.map(recordOf) : [];
}

beforeAll(async () => {
  platform = await startPlatform({ demonstration: true });
  await printed(/demonstration 2\d of \d+: /);
  await platform.stop();
  const done = Math.max(...[...platform.output().matchAll(/demonstration (\d+) of \d+: /g)].map(([, step]) => Number(step)));
  await restart();
  const [, goesOnAt] = await printed(/demonstration (\d+) of \d+: /);
  firstStop = { done, goesOnAt: Number(goesOnAt) };
  await printed(/^demonstration loaded$/m);
}, 2 * LOAD_MS);

afterAll(async () => {
  await platform.stop();
  await removeDataDir(platform.dataDir);
});

describe('the demonstration', () => {
  it('goes on where a stop has cut it off', async () => {
    // The last step that was begun is begun once more.
    expect([firstStop.done, firstStop.done + 1]).toContain(firstStop.goesOnAt);
    expect(firstStop.goesOnAt).toBeGreaterThan(19);
    expect(await progress()).toMatchObject({ isSynthetic: true, state: 'loaded', problem: null, done: story.length, total: story.length });
  });

  it('has sent each file of the story once, with the outcome that the story tells', async () => {
    const found = (await submissions()).map(({ fileName, status }) => `${String(fileName)} ${status === 'rejected' ? 'rejected' : 'taken'}`);
    const told = sent.map(({ fileName, outcome }) => `${fileName} ${outcome === 'rejected' ? 'rejected' : 'taken'}`);
    expect(found.sort()).toEqual(told.sort());
  });

  it('has exactly one edition for each scheduled report of the 33 weeks, and no other', async () => {
    const due = [
      ...SUNDAYS.flatMap((sunday) => [`weekly ${sunday}`, `spend-weekly ${sunday}`]),
      ...MONTHS.map((month) => `monthly ${month}`),
    ].flatMap((report) => SCOPES.map((code) => `${report} ${code}`));
    const name = (item: Item): string => `${String(item['kind'])} ${String(item['period'])} ${String(recordOf(item['scope'])['code'])}`;
    const all = await slots();
    expect(all.map(name).sort()).toEqual(due.sort());
    const built = await editions();
    expect(built.map(name).sort()).toEqual(due);
    expect(all.map(({ editionId }) => editionId).sort()).toEqual(built.map(({ id }) => id).sort());
  });

  it('names in each weekly edition the centres of which nothing had come by then', async () => {
    const wrong: string[] = [];
    let named = 0;
    for (const slot of (await slots()).filter(({ kind }) => kind === 'weekly')) {
      const { code } = recordOf(slot['scope']);
      const expected = absentCentres(String(slot['period']), String(slot['dueAt'])).filter(({ region }) => code === 'ENG' || code === region);
      const missing = listOf(recordOf((await content(String(slot['editionId'])))['missing'])['centres']).map((centre) => String(centre['code']));
      named += missing.length;
      if (missing.sort().join() !== expected.map((centre) => centre.code).sort().join()) wrong.push(`${String(slot['period'])} ${String(code)}: ${missing.join()}, expected ${expected.map((centre) => centre.code).join()}`);
    }
    expect(wrong).toEqual([]);
    expect(named).toBeGreaterThan(100);
  });

  it.each([
    ['monthly', '2022-09', 'Y59', '2022-09'],
    ['monthly', '2022-10', 'Y61', '2022-10'],
    ['spend-weekly', '2022-11-13', 'Y61', '2022-11'],
    ['weekly', '2022-11-13', 'Y61', '2022-11'],
  ])('names in the %s edition of %s the ledger of %s that was not there', async (kind, period, entity, month) => {
    const slot = (await slots()).find((one) => one['kind'] === kind && one['period'] === period && recordOf(one['scope'])['code'] === 'ENG');
    const { missing } = await content(String(slot?.['editionId']));
    expect(listOf(recordOf(missing)['entities'])).toMatchObject([{ code: entity, month }]);
  });

  it('shows three domains against plan in the newest weekly report, each at every region', async () => {
    const [newest] = (await editions()).filter(({ kind, scope }) => kind === 'weekly' && recordOf(scope)['code'] === 'ENG');
    const edition = await content(String(newest?.['id']));
    expect(newest?.['period']).toBe('2022-11-13');
    expect(listOf(edition['centres'])[0]).toMatchObject({ level: 'england', open: 91, planned: 95, target: 165 });
    const places = (rows: unknown, isCompared: (row: Item) => boolean): unknown[] => [...new Set(listOf(rows).filter(isCompared).map(({ code }) => code))].filter((code) => SCOPES.includes(String(code)));
    const isNumber = (...values: unknown[]): boolean => values.every((value) => typeof value === 'number');
    expect(places(edition['totals'], ({ plan, actual, variance }) => isNumber(plan, actual, variance)).sort()).toEqual(SCOPES);
    expect(places(edition['installations'], ({ plannedToDate, actualToDate, variance }) => isNumber(plannedToDate, actualToDate, variance)).sort()).toEqual(SCOPES);
    expect(places(recordOf(edition['spend'])['figures'], ({ planToDate, actualToDate, varianceToDate }) => isNumber(planToDate, actualToDate, varianceToDate)).sort()).toEqual(SCOPES);
  });

  it('is labelled synthetic on every page and in every format', async () => {
    const [newest] = await editions();
    const browse = cookieBrowser();
    const picker = await browse(platform.baseUrl);
    const pages = [picker, await browse(picker.url, { role: 'national' })];
    for (const path of ['/reports', '/submissions', '/submissions/new', `/reports/${String(newest?.['id'])}`, '/nowhere']) pages.push(await browse(platform.baseUrl + path));
    expect(pages.map(({ url, html }) => [url, html.includes(LABEL)])).toEqual(pages.map(({ url }) => [url, true]));
    for (const format of ['html', 'csv', 'json']) {
      const { body } = await platform.get('national', `/api/v1/reports/editions/${String(newest?.['id'])}?format=${format}`);
      expect([format, (typeof body === 'string' ? body : JSON.stringify(body)).includes(LABEL)]).toEqual([format, true]);
    }
  });

  it('neither loads again nor changes a hash when it is started once more', async () => {
    const figures = async () => ({ editions: (await editions()).map(({ id, contentHash }) => [id, contentHash]), files: (await submissions()).length });
    const before = await figures();
    await restart();
    await printed(/^demonstration loaded$/m);
    expect(platform.output()).not.toMatch(/demonstration \d+ of/);
    expect(await figures()).toEqual(before);
    const [newest, ...older] = await editions();
    for (const { id } of [newest, older[300], older.at(-1)].map(recordOf)) {
      expect((await platform.get('national', `/api/v1/reports/editions/${String(id)}/verify`)).body).toMatchObject({ matches: true });
    }
  });
});

interface Place {
  readonly code: string;
  readonly region: string;
}

/** Read from the files themselves: centres open by the end of a week of which no accepted return of daily or weekly tests had come. */
function absentCentres(sunday: string, dueAt: string): Place[] {
  const monday = new Date(Date.parse(sunday) - 6 * 86_400_000).toISOString().slice(0, 10);
  const taken = sent.filter(({ at, outcome }) => outcome === 'accepted' && at < dueAt);
  const ofFeed = (...feeds: string[]): SentFile[] => taken.filter(({ feed }) => feeds.includes(feed));
  const open = new Map<string, Place>();
  for (const line of ofFeed('cdc-register').flatMap(linesOf)) {
    const [code = '', , , , region = '', , status, , opened = ''] = line.split(',');
    if (status === 'open' && opened <= sunday) open.set(code, { code, region });
  }
  for (const line of ofFeed('activity-daily', 'activity-weekly').flatMap(linesOf)) {
    const [code = '', day = ''] = line.split(',');
    if (day >= monday && day <= sunday) open.delete(code);
  }
  return [...open.values()];
}

function linesOf({ body }: SentFile): string[] {
  return body.split('\r\n').slice(1);
}
