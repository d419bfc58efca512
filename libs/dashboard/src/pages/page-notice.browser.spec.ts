import { type Progress } from '@cdc/platform';
import { describeWith } from '@cdc/testing';
import { type Page } from 'playwright-core';
import { overviewUnderTest } from '../overview/overview-under-test.js';
import { BrowserUnderTest, WIDTHS, barriersOf } from './browser-under-test.js';
import { demonstrationUnderTest, startPages, type PagesUnderTest } from './pages-under-test.js';

const STATES: readonly Progress[] = [
  { state: 'loading', step: 'Week ending 12 June 2022', done: 34, total: 120, problem: null },
  { state: 'failed', step: 'Week ending 12 June 2022', done: 34, total: 120, problem: 'The file GW_ledger_2022_06_an_exceptionally_long_name_without_a_space.csv was refused' },
  { state: 'loaded', step: null, done: 120, total: 120, problem: null },
];

describeWith('chromium', 'the notice of a demonstration in a browser', (program) => {
  let pages: PagesUnderTest;
  let browser: BrowserUnderTest;
  let [progress] = STATES as [Progress, ...Progress[]];

  beforeAll(async () => {
    const answers = (path: string) => (path.startsWith('/api/v1/overview') ? overviewUnderTest() : { items: [] });
    pages = await startPages(answers, demonstrationUnderTest(() => progress));
    browser = await BrowserUnderTest.start(program);
  }, 60_000);

  afterAll(async () => {
    await browser.stop();
    await pages.stop();
  });

  async function open(width: number, options: { readonly javaScriptEnabled?: boolean } = {}): Promise<Page> {
    const page = await browser.open({ ...options, viewport: { width, height: 900 } });
    await page.context().addCookies([{ name: 'role', value: 'national', url: pages.url }]);
    await page.goto(pages.url);
    return page;
  }

  const notice = (page: Page) => page.locator('.app-notice');

  it.each(WIDTHS)('has no barrier that a machine can find and no sideways scroll at %d', async (width) => {
    const findings: string[] = [];
    for (progress of STATES) {
      const page = await open(width);
      findings.push(...(await barriersOf(page)).map((barrier) => `${progress.state}: ${barrier}`));
      await page.context().close();
    }
    expect(findings).toEqual([]);
  }, 120_000);

  it('follows the loading without a reload, and leads to what is loaded', async () => {
    [progress] = STATES as [Progress];
    const page = await open(1280);
    await notice(page).getByText('Loading: Week ending 12 June 2022, 34 of 120.').waitFor();
    progress = { ...progress, step: 'Week ending 19 June 2022', done: 35 };
    await notice(page).getByText('Loading: Week ending 19 June 2022, 35 of 120.').waitFor({ timeout: 10_000 });
    progress = { ...progress, state: 'loaded' };
    const status = page.getByRole('status');
    await status.getByText('Loaded.').waitFor({ timeout: 10_000 });
    expect(await notice(page).innerText()).not.toContain('Loading');
    expect(await status.innerText()).toBe('Loaded. Reload this page to see it.');
    await Promise.all([page.waitForEvent('load'), status.getByRole('link', { name: 'Reload this page to see it' }).click()]);
    expect(await page.locator('.app-notice__progress').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  it('says in words that loading has stopped', async () => {
    [progress] = STATES as [Progress];
    const page = await open(390);
    progress = { ...progress, state: 'failed', problem: 'The file was refused' };
    await page.getByRole('status').getByText('Loading stopped: The file was refused. Stop the platform and start it again to go on.').waitFor({ timeout: 10_000 });
    await page.context().close();
  }, 60_000);

  it('is there without script, and breaks no policy with it', async () => {
    [progress] = STATES as [Progress];
    const page = await open(320, { javaScriptEnabled: false });
    expect(await notice(page).innerText()).toContain('Loading: Week ending 12 June 2022, 34 of 120.');
    await page.context().close();
    expect(browser.complaints).toEqual([]);
  });

  it('prints the label, and nothing else of it', async () => {
    const page = await open(1280);
    await page.emulateMedia({ media: 'print' });
    const seen = await notice(page).locator('strong, span, p').evaluateAll((parts) => parts.filter((part) => part.checkVisibility()).map(({ textContent }) => textContent));
    expect(seen).toEqual(['Synthetic data: all of it is invented.']);
    await page.context().close();
  });
});
