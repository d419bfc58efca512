import { afterAll, describe, expect, it } from '@jest/globals';
import { type OwedReturnItem } from '../platform-api/owed-return-item.js';
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
const pages = await startPages((path) => {
  if (path === '/api/v1/expected/returns?region=Y60') return { items: owed, next: null };
  return /^\/api\/v1\/(submissions|cdcs|reports\/editions)\?/.test(path) ? { items: [], next: null } : undefined;
});
afterAll(() => pages.stop());

const main = async (): Promise<string> => (await (await pages.get('region-y60', '/regions/Y60/submissions')).text()).replaceAll(/\s+/g, ' ');

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
