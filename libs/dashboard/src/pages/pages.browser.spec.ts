import { describeWith, describeWithRealData, readPublishedFiles, registerCentres, removeDataDir, startPlatform, type RegisteredCentre, type RunningPlatform } from '@cdc/testing';
import { type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { BrowserUnderTest, WIDTHS, barriersOf } from './browser-under-test.js';

const HEADER = 'cdc_code,week_ending,test,delivered,did_not_attend,cancelled';

describeWith('chromium', 'the pages in a browser', (program) => {
  describeWithRealData('with the published register', (folder) => {
    let platform: RunningPlatform;
    let browser: BrowserUnderTest;
    let centre: RegisteredCentre;
    const outside: string[] = [];

    beforeAll(async () => {
      platform = await startPlatform({ clockStart: '2024-08-14T09:00:00Z' });
      const centres = await registerCentres(platform, await readPublishedFiles(folder));
      const found = centres.find(({ regionCode }) => regionCode === 'Y60');
      if (!found) throw new Error('the register has no centre in the Midlands');
      centre = found;
      browser = await BrowserUnderTest.start(program);
    }, 180_000);

    afterAll(async () => {
      await browser.stop();
      await platform.stop();
      await removeDataDir(platform.dataDir);
    }, 60_000);

    async function open(options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
      const page = await browser.open(options);
      page.on('request', (request) => {
        if (new URL(request.url()).origin !== platform.baseUrl) outside.push(request.url());
      });
      return { context: page.context(), page };
    }

    async function signIn(page: Page, role: string, path = '/'): Promise<void> {
      await page.goto(platform.baseUrl + path);
      await page.getByText(role, { exact: false }).first().click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.waitForURL((url) => !url.pathname.startsWith('/oidc'));
    }

    async function send(page: Page, name: string, ...lines: string[]): Promise<void> {
      await page.goto(`${platform.baseUrl}/submissions/new`);
      await page.getByLabel('What are you sending?').selectOption('activity-weekly');
      await page.getByLabel('Why it changes earlier figures (optional)').fill('Counted again');
      await page.getByLabel('Your file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from([HEADER, ...lines, ''].join('\n')) });
      await page.getByRole('button', { name: 'Upload and check' }).click();
      await page.waitForURL(/\/submissions\/act-/);
      while ((await page.getByRole('button', { name: 'Show progress' }).count()) > 0) await page.reload();
    }

    it('takes a region from its file to its figures without script', async () => {
      const { context, page } = await open({ javaScriptEnabled: false });
      await signIn(page, 'Midlands', '/submissions/new');
      expect(new URL(page.url()).pathname).toBe('/submissions/new');

      await send(page, 'wrong.csv', `${centre.cdcCode},2024-08-11,CT,12,0,0`, `NOWHERE,2024-08-10,USS,x,0,0`);
      expect(await page.title()).toMatch(/^Error: Your file was not accepted: wrong\.csv/);
      const text = await page.locator('main').innerText();
      for (const seen of ['NOWHERE', 'USS', 'Centre code is not on our list', 'How to fix it', 'Nothing from this file is in any figure']) expect(text).toContain(seen);

      await send(page, 'fixable.csv', `${centre.cdcCode},2024-07-21,MRII,12,0,0`, `${centre.cdcCode},28/07/2024,CT,5,0,n/a`);
      for (const label of ['Change MRII to MRI in 1 row for me', 'Change 28/07/2024 to 2024-07-28 in 1 row for me', 'Empty cancelled where it says that there is no value, in 1 row for me']) await page.getByLabel(label).check();
      await page.getByRole('button', { name: 'Fix what is ticked and send' }).click();
      await page.waitForURL(/\/submissions\/act-/);
      while ((await page.getByRole('button', { name: 'Show progress' }).count()) > 0) await page.reload();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('File accepted');
      expect(await page.locator('main').innerText()).toContain('fixable-corrected.csv');

      await send(page, 'right.csv', `${centre.cdcCode},2024-08-11,CT,1234,3,4`, `${centre.cdcCode},2024-08-11,XRAY_PLAIN,766,0,0`);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('File accepted');

      await page.getByRole('button', { name: 'Weekly report, week ending 11 August 2024' }).click();
      await page.waitForURL(/\/reports\/editions\//);
      const report = await page.locator('main').innerText();
      expect(report).toContain('Midlands carried out 1,234 DM01 tests in the week ending 11 August 2024');
      expect(await page.locator('.app-kpi__value').allInnerTexts()).toEqual(expect.arrayContaining(['1,234', '2,000']));

      await page.goto(`${platform.baseUrl}/`);
      expect(await page.locator('main').innerText()).toContain('2 files were accepted in August 2024');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.goto(`${platform.baseUrl}/reports`);
      expect(new URL(page.url()).pathname).toMatch(/^\/oidc\//);
      await context.close();
    }, 120_000);

    it('tells the sender of a file that may name a patient that it was deleted, where to look, and nothing that stood there', async () => {
      const { context, page } = await open({ javaScriptEnabled: false });
      await signIn(page, 'Midlands', '/submissions/new');
      await send(page, 'patients.csv', `${centre.cdcCode},2024-08-11,CT,12,0,0`, `NOWHERE,2024-08-11,CT,9434765919,0,0`);
      expect(await page.title()).toMatch(/^Error: We deleted your file: patients\.csv/);
      const text = await page.locator('main').innerText();
      for (const seen of ['The file may name a patient. We deleted it', 'Cell D3 may hold an NHS number', 'What to do next', 'Send the file again']) expect(text).toContain(seen);
      for (const value of ['9434765919', 'NOWHERE']) expect(await page.content()).not.toContain(value);
      await page.goto(`${platform.baseUrl}/`);
      expect(await page.locator('main').innerText()).toContain('Deleted');
      await context.close();
    }, 60_000);

    it('says in words what a region may not see', async () => {
      const { context, page } = await open();
      await signIn(page, 'Midlands');
      for (const [path, status, heading] of [
        ['/regions/Y56/submissions', 403, 'You may not see this page'],
        ['/submissions/act-20240101-UNKNOWN2', 404, 'Page not found'],
        ['/nothing-here', 404, 'Page not found'],
      ] as const) {
        const answer = await page.goto(platform.baseUrl + path);
        expect([path, answer?.status(), await page.getByRole('heading', { level: 1 }).innerText()]).toEqual([path, status, heading]);
      }
      await context.close();
    }, 60_000);

    it('holds a file back until its sender has said why, without script', async () => {
      const { context, page } = await open({ javaScriptEnabled: false });
      await signIn(page, 'Midlands', '/submissions/new');
      const row = (sunday: string, tests: number): string => `${centre.cdcCode},${sunday},MRI,${tests},0,0`;
      await send(page, 'history.csv', ...['2024-06-30', '2024-07-07', '2024-07-14', '2024-07-21'].map((sunday) => row(sunday, 400)));
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('File accepted');

      await send(page, 'low.csv', row('2024-07-28', 100), row('2024-07-21', 410));
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Your file waits for your confirmation');
      const text = await page.locator('main').innerText();
      for (const seen of ['MRI', '100 tests, 75% below the 400', 'Rows: 1 new, 1 changed, 0 unchanged', '+2.5%']) expect(text).toContain(seen);
      await page.getByRole('button', { name: 'Confirm and send' }).click();
      expect(await page.title()).toMatch(/^Error: /);
      await page.getByRole('link', { name: 'Enter a reason: Activity is far from recent periods' }).click();
      await page.getByLabel('Why this is right').fill('The scanner was being replaced');
      await page.getByRole('button', { name: 'Confirm and send' }).click();
      await page.waitForURL(/\/submissions\/act-/);
      while ((await page.getByRole('button', { name: 'Show progress' }).count()) > 0) await page.reload();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('File accepted');
      expect(await page.locator('main').innerText()).toContain('The scanner was being replaced');

      await send(page, 'withdrawn.csv', row('2024-08-04', 90));
      await page.getByRole('button', { name: 'Withdraw this file' }).click();
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Your file was not accepted');
      // One stays, for the page to be looked at below.
      await send(page, 'waiting.csv', row('2024-08-04', 80));
      await context.close();
    }, 90_000);

    it('has no barrier that a machine can find, on a desk or a phone', async () => {
      const { context, page } = await open();
      await signIn(page, 'Midlands');
      const paths = ['/', '/submissions/new', '/reports'];
      for (const list of ['main a[href^="/submissions/act-"]', 'main a[href^="/reports/editions/"]']) {
        paths.push(...(await page.locator(list).evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))])));
      }
      expect(paths.length).toBeGreaterThanOrEqual(6);
      const findings: string[] = [];
      for (const path of paths) {
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(platform.baseUrl + path);
          findings.push(...(await barriersOf(page)).map((barrier) => `${path} at ${width}: ${barrier}`));
        }
      }
      expect(findings).toEqual([]);
      await context.close();
    }, 180_000);

    it('asks nobody else for anything and breaks no policy of its own', () => {
      expect(outside).toEqual([]);
      expect(browser.complaints).toEqual([]);
    });
  });
});
