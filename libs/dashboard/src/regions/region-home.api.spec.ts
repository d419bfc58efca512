import { afterAll, describe, expect, it } from '@jest/globals';
import { type OnTimeItem } from '../platform-api/on-time-item.js';
import { type OwedReturnItem } from '../platform-api/owed-return-item.js';
import { type ReopeningItem } from '../platform-api/reopening-item.js';
import { startPages } from '../pages/pages-under-test.js';

const week: OwedReturnItem = {
  feed: 'activity-weekly',
  title: 'Weekly activity',
  grain: 'week',
  period: '2022-11-13',
  softDeadline: '2022-11-16T23:59:59.000Z',
  hardDeadline: '2022-11-25T23:59:59.000Z',
  correctionsUntil: '2024-04-15T22:59:59.000Z',
  progress: 'late',
  missing: ['Tea & <b>Co</b>: nothing has been reported.'],
  first: null,
};
let owed: readonly OwedReturnItem[] = [];
let reopened: readonly ReopeningItem[] = [];
let onTime: OnTimeItem = { weeks: [], centres: [] };
const pages = await startPages((path) => {
  if (path === '/api/v1/expected/returns?region=Y60') return { items: owed, next: null };
  if (path === '/api/v1/expected/reopenings?region=Y60') return { items: reopened, next: null };
  if (path === '/api/v1/expected/on-time?region=Y60') return onTime;
  if (path === '/api/v1/feeds/ledger/reopenings') return {};
  return /^\/api\/v1\/(submissions|cdcs|reports\/editions)\?/.test(path) ? { items: [], next: null } : undefined;
});
afterAll(() => pages.stop());

const main = async (role = 'region-y60'): Promise<string> => (await (await pages.get(role, '/regions/Y60/submissions')).text()).replaceAll(/\s+/g, ' ');

describe('the page of a region', () => {
  it('shows what is late and due, with both deadlines and what is missing', async () => {
    owed = [
      week,
      { ...week, title: 'Ledger', feed: 'ledger', grain: 'month', period: '2022-10', softDeadline: '2022-11-21T23:59:59.000Z', progress: 'due', missing: ['Ledger: no file has been accepted.'] },
    ];
    const page = await main();
    expect(page.indexOf('>Late<')).toBeLessThan(page.indexOf('>Due<'));
    expect(page).toContain('<strong>Weekly activity: week ending 13 November 2022</strong>');
    expect(page).toContain('Late by 2 days');
    expect(page).toContain('Due in 3 days');
    expect(page).toContain('Due by the end of Wednesday 16 November 2022. Until Friday 25 November 2022 it can be corrected without a reason.');
    expect(page).toContain('<li>Tea &amp; &lt;b&gt;Co&lt;/b&gt;: nothing has been reported.</li>');
    expect(page).not.toContain('>Done<');
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  it('lets a sender say why figures change, before the file in the form', async () => {
    const page = await main();
    expect(page.indexOf('name="reason"')).toBeGreaterThan(page.indexOf('name="feed"'));
    expect(page.indexOf('name="reason"')).toBeLessThan(page.indexOf('name="file"'));
  });

  it('has no list of returns where nothing is owed', async () => {
    owed = [];
    expect(await main()).not.toContain('Your returns');
  });
});

describe('the calendar of weeks', () => {
  it('says of each centre and week in words what its sign means', async () => {
    const mark = (state: OnTimeItem['centres'][number]['weeks'][number]['state'], daysLate = 0, isPartial = false) => ({ state, daysLate, isPartial });
    onTime = {
      weeks: ['2022-10-30', '2022-11-06', '2022-11-13'].map((period) => ({ period, softDeadline: `${period}T23:59:59.000Z` })),
      centres: [
        { cdcCode: 'A', cdcName: 'Tea & Co', weeks: [mark('on-time'), mark('late', 2, true), mark('due')], onTime: 1, counted: 2 },
        { cdcCode: 'B', cdcName: 'Centre B', weeks: [mark('not-expected'), mark('missing'), mark('late', 1)], onTime: 0, counted: 2 },
      ],
    };
    const page = await main();
    expect(page).toContain('1 of 2 centres was on time in every week, or in all but one');
    const rows = [...page.matchAll(/<tr> <th scope="row" class="nhsuk-table__header">(Tea &amp; Co|Centre B)<\/th>(.*?)<\/tr>/g)].map(([, name, cells]) => [name, ...[...(cells ?? '').matchAll(/visually-hidden">([^<]*)</g)].map(([, words]) => words)]);
    expect(rows).toEqual([
      ['Tea &amp; Co', 'On time', 'Late by 2 days, some tests missing', 'Not due yet'],
      ['Centre B', 'Nothing to send', 'Not sent', 'Late by 1 day'],
    ]);
    expect(page).toContain('>1 of 2</td>');
    onTime = { weeks: [], centres: [] };
    expect(await main()).not.toContain('on time in every week');
  });
});

describe('a period that is open again', () => {
  const enter = (change: Record<string, string> = {}): URLSearchParams =>
    new URLSearchParams({ csrf: 'csrf', feed: 'ledger', period: '2020-10', reason: 'An audit', 'until-day': '2', 'until-month': '12', 'until-year': '2022', ...change });

  it('is shown to its region with its end and why', async () => {
    reopened = [{ feed: 'ledger', grain: 'month', regionCode: null, period: '2020-10', reason: 'An <audit>', reopenedBy: 'national', reopenedAt: '2022-11-17T09:00:00.000Z', expiresAt: '2022-12-02T23:59:00.000Z' }];
    const page = await main();
    expect(page).toMatch(/<strong>[^<]*[Ll]edger[^<]*: October 2020<\/strong>/);
    expect(page).toContain('Open until 11:59pm on Friday 2 December 2022, for every region. An &lt;audit&gt; (national)');
    expect(page).not.toContain('Open a closed period again');
    reopened = [];
    expect(await main()).not.toContain('Open again');
  });

  it('is opened by the national team, which is led back to the region', async () => {
    expect(await main('national')).toContain('<a href="/regions/Y60/reopenings/new">Open a closed period again</a>');
    const form = await (await pages.get('national', '/regions/Y60/reopenings/new')).text();
    expect([...enter().keys()].filter((name) => !form.includes(`name="${name}"`))).toEqual([]);
    const answer = await pages.post('national', '/regions/Y60/reopenings', enter());
    expect([answer.status, answer.headers.get('location'), pages.asked.at(-1)]).toEqual([303, '/regions/Y60/submissions#reopened', '/api/v1/feeds/ledger/reopenings']);
  });

  it('is not opened before every field is right, and nothing entered is lost', async () => {
    const before = pages.asked.length;
    const answer = await pages.post('national', '/regions/Y60/reopenings', enter({ period: 'October', 'until-day': '31', 'until-month': '2' }));
    const page = await answer.text();
    expect([answer.status, pages.asked.length]).toEqual([400, before]);
    expect(page).toContain('<title>Error: Open a period again');
    for (const [href, text] of [['#period', 'Enter the year and the month, like 2022-10'], ['#until-day', 'Enter a real date']] as const) expect(page.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`<a href="${href}">\\s*${text}`));
    expect(page).toContain('value="October"');
    expect(page).toContain('An audit');
  });

  it.each(['region-y60', 'viewer', 'finance'])('is not for %s to open', async (role) => {
    expect((await pages.get(role, '/regions/Y60/reopenings/new')).status).toBe(403);
    expect((await pages.post(role, '/regions/Y60/reopenings', enter({ feed: '' }))).status).toBe(403);
  });
});
