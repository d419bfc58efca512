import { describeWith } from '@cdc/testing';
import { type Page } from 'playwright-core';
import { editionUnderTest, spendEditionUnderTest } from '../editions/edition-under-test.js';
import { overviewUnderTest, regionOverviewUnderTest } from '../overview/overview-under-test.js';
import { BrowserUnderTest, WIDTHS, barriersOf } from './browser-under-test.js';
import { startPages, type PagesUnderTest } from './pages-under-test.js';

const PATHS = ['/', '/?region=Y60', '/reports', '/reports?kind=weekly&scope=region:Y60&after=older', '/reports/editions/ed-1', '/reports/editions/ed-1?level=region&code=Y60', '/reports/editions/spend-1'];

describeWith('chromium', 'the pages of a whole programme in a browser', (program) => {
  let pages: PagesUnderTest;
  let browser: BrowserUnderTest;

  beforeAll(async () => {
    pages = await startPages((path) => {
      if (path.startsWith('/api/v1/overview')) return path.includes('level=region') ? regionOverviewUnderTest('Y60', 'Midlands') : overviewUnderTest();
      if (path.startsWith('/api/v1/reports/editions/')) return path.includes('/spend-1') ? spendEditionUnderTest() : editionUnderTest();
      return { items: path.startsWith('/api/v1/reports/editions') ? [editionUnderTest(), spendEditionUnderTest()] : [], next: path.includes('after=') ? null : 'older' };
    });
    browser = await BrowserUnderTest.start(program);
  }, 60_000);

  afterAll(async () => {
    await browser.stop();
    await pages.stop();
  });

  async function open(width: number, options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const page = await browser.open({ ...options, viewport: { width, height: 900 } });
    await page.context().addCookies([{ name: 'role', value: 'national', url: pages.url }]);
    return page;
  }

  it.each(WIDTHS)('has no barrier that a machine can find and no sideways scroll at %d', async (width) => {
    const page = await open(width);
    const findings: string[] = [];
    for (const path of PATHS) {
      await page.goto(pages.url + path);
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
      findings.push(...(await barriersOf(page)).map((barrier) => `${path}: ${barrier}`));
    }
    expect(findings).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('needs no script, not even on the narrowest screen', async () => {
    const page = await open(320, { javaScriptEnabled: false });
    for (const path of PATHS) {
      await page.goto(pages.url + path);
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 320]);
    }
    await page.locator('.nhsuk-header__navigation a', { hasText: 'Reports' }).click();
    expect(new URL(page.url()).pathname).toBe('/reports');
    await page.context().close();
  }, 60_000);

  it('draws the chart for a desk or for a phone, never both', async () => {
    for (const [width, seen] of [
      [1280, 'progress-wide'],
      [390, 'progress-narrow'],
    ] as const) {
      const page = await open(width);
      await page.goto(pages.url);
      const visible = await page.locator('svg.app-chart:visible').evaluateAll((charts) => charts.map((chart) => chart.getAttribute('aria-labelledby')));
      expect(visible).toEqual([`${seen}-title ${seen}-description`]);
      await page.context().close();
    }
  }, 60_000);

  it('can be used with the keyboard alone', async () => {
    const page = await open(390);
    await page.goto(pages.url);
    const reached: string[] = [];
    for (let press = 0; press < 40; press += 1) {
      await page.keyboard.press('Tab');
      const focused: string = await page.evaluate('(document.activeElement?.id || document.activeElement?.getAttribute("aria-labelledby") || document.activeElement?.textContent || "").trim()');
      // The focus may come round again, and would close what it opened.
      if (focused === 'View as a table' && !reached.includes(focused)) {
        await page.keyboard.press('Enter');
        await page.locator('#progress-table').waitFor({ state: 'visible', timeout: 5_000 });
      }
      reached.push(focused);
    }
    expect(reached).toEqual(expect.arrayContaining(['View as a table', 'progress-table-caption', 'compared-caption', 'London']));
    await page.context().close();
  }, 60_000);

  it('prints the wide chart and no tools', async () => {
    const page = await open(390);
    await page.goto(pages.url);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.app-figure__wide').isVisible()).toBe(true);
    expect(await page.locator('.app-tools').isVisible()).toBe(false);
    await page.context().close();
  }, 60_000);

  it('breaks no policy of its own', () => expect(browser.complaints).toEqual([]));
});
