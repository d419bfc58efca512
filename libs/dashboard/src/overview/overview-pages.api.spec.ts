import { gzipSync } from 'node:zlib';
import { editionUnderTest, spendEditionUnderTest } from '../editions/edition-under-test.js';
import { startPages } from '../pages/pages-under-test.js';
import { overviewUnderTest, regionOverviewUnderTest } from './overview-under-test.js';

const HTML_BUDGET = 145_000;
const GZIP_BUDGET = 22_000;

let isEmpty = false;
const tokens: string[] = [];
const pages = await startPages((path, token) => {
  tokens.push(token);
  if (path === '/api/v1/overview?level=england&code=ENG') return isEmpty ? overviewUnderTest({ centres: [], openings: [] }) : overviewUnderTest();
  if (path === '/api/v1/overview?level=region&code=Y60') return regionOverviewUnderTest('Y60', 'Midlands');
  if (path.startsWith('/api/v1/reports/editions/spend')) return spendEditionUnderTest();
  if (path.startsWith('/api/v1/reports/editions/')) return editionUnderTest();
  if (path.startsWith('/api/v1/reports/editions?kind=monthly')) return { items: [] };
  if (path.startsWith('/api/v1/reports/editions')) return { items: [editionUnderTest(), spendEditionUnderTest()], next: path.includes('after=') ? null : 'older' };
  return path.startsWith('/api/v1/cdcs') ? { items: [] } : undefined;
});

afterAll(() => pages.stop());

const html = async (role: string, path: string) => (await pages.get(role, path)).text();

describe('the start', () => {
  it.each(['national', 'finance', 'admin', 'viewer'])('is the position of the programme for %s', async (role) => {
    expect(await html(role, '/')).toContain('68 of 165 centres are open, 2 fewer than planned by now.');
    expect(tokens.at(-1)).toBe(`token of ${role}`);
  });

  it('is its files for a region', async () => {
    const answer = await pages.get('region-y60', '/');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/regions/Y60/submissions']);
  });

  it.each([
    ['region-y60', '/?region=Y60', 200],
    ['national', '/?region=Y60', 200],
    ['region-y60', '/?region=Y56', 403],
    ['national', '/?region=Y99', 404],
    ['region-y60', '/overview/compared.csv', 403],
    ['region-y60', '/overview/progress.csv?region=Y60', 200],
    ['national', '/overview/nothing.csv', 400],
  ])('answers %s who asks for %s with %d', async (role, path, status) => expect((await pages.get(role, path)).status).toBe(status));

  it('shows a region by its name', async () => expect(await html('national', '/?region=Y60')).toContain('Midlands overview'));

  it('helps where no centre is registered yet', async () => {
    isEmpty = true;
    try {
      expect(await html('admin', '/')).toContain('Send the register of centres');
      expect(await html('viewer', '/')).not.toContain('Send the register of centres');
    } finally {
      isEmpty = false;
    }
  });

  it('catalogue 55: escapes what people have named', async () => {
    const page = await html('national', '/');
    expect(page).toContain('Orchard Gate &lt;North&gt;');
    expect(page).not.toContain('<North>');
  });

  it('is light and styles nothing inline', async () => {
    const page = await html('national', '/');
    expect(page.length).toBeLessThan(HTML_BUDGET);
    expect(gzipSync(page).length).toBeLessThan(GZIP_BUDGET);
    expect(page).not.toMatch(/ style=|<style/);
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  it('lets its tables be downloaded', async () => {
    const answer = await pages.get('national', '/overview/progress.csv');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename=ENG-progress-2022-11-13.csv');
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(await answer.text()).toContain('england,ENG,2022-11-18,68,,68');
  });
});

describe('reports', () => {
  it('shows three domains of an edition', async () => {
    const page = await html('national', '/reports/editions/ed-1');
    for (const words of ['68 centres are open', 'machines are in use', 'Capital £32.3m (14%) under the plan', 'Tests against plan', 'Ledgers that are missing', 'Machines with no update for 28 days']) {
      expect(page).toContain(words);
    }
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  it('shows spend alone where that is all', async () => {
    const page = await html('finance', '/reports/editions/spend-1');
    expect(page).toContain('England: weekly spend report');
    expect(page).not.toContain('Tests against plan');
  });

  it('goes down to a region', async () => expect(await html('national', '/reports/editions/spend-1?level=region&code=Y60')).toContain('Midlands: weekly spend report'));

  it('asks for those alone that a person chose, and keeps the choice on the next page', async () => {
    const from = pages.asked.length;
    const page = await html('national', '/reports?kind=spend-weekly&scope=region%3AY60');
    expect(page).toContain('<option value="spend-weekly" selected>');
    expect(page).toContain('<option value="region:Y60" selected>');
    expect(page).toContain('href="/reports?kind=spend-weekly&amp;scope=region%3AY60&amp;after=older"');
    expect(page).not.toContain('Newest reports');
    await html('national', '/reports?kind=spend-weekly&scope=region%3AY60&after=older');
    expect(pages.asked.slice(from).filter((path) => path.includes('/editions'))).toEqual([
      '/api/v1/reports/editions?kind=spend-weekly&level=region&code=Y60&limit=40',
      '/api/v1/reports/editions?kind=spend-weekly&level=region&code=Y60&after=older&limit=40',
    ]);
  });

  it('leads back to the newest from the last page', async () => {
    const page = await html('national', '/reports?kind=weekly&scope=&after=older');
    expect(page).toContain('<a href="/reports?kind=weekly">Newest reports</a>');
    expect(page).not.toContain('Older reports</a>');
    expect(page).toContain('Older reports, from the weekly report of England');
  });

  it('says that there are none of those chosen', async () => {
    const page = await html('national', '/reports?kind=monthly');
    expect(page).toContain('No report of these has been made yet.');
    expect(page).toContain('<a href="/reports">See all reports</a>');
  });

  it.each(['kind=daily', 'scope=Y60', 'scope=planet:X'])('refuses %s', async (query) => {
    expect((await pages.get('national', `/reports?${query}`)).status).toBe(400);
  });

  it('lists and makes three kinds', async () => {
    const page = await html('national', '/reports');
    expect(page).toContain('Weekly spend report, week ending 13 November 2022');
    expect(page).toContain('40 of 42 ledgers');
    expect(page).toContain('<a href="/reports?after=older" rel="next">Older reports</a>');
    expect([...page.matchAll(/name="kind" value="([\w-]+)"/g)].map(([, kind]) => kind)).toEqual(['weekly', 'monthly', 'spend-weekly']);
  });
});
