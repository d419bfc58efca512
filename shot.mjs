import { chromium } from 'playwright-core';
import { mkdtempSync } from 'node:fs';
const [user, out, ...paths] = process.argv.slice(2);
const ctx = await chromium.launchPersistentContext(mkdtempSync('/tmp/prof-'), { executablePath: '/usr/bin/chromium', args: '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(' '), viewport: { width: 1000, height: 900 } });
const page = await ctx.newPage();
await page.goto('http://localhost:8080/'); await page.locator('#role-'+user).check(); await page.locator('button[type=submit]').first().click(); await page.waitForTimeout(800);
let n = 0;
for (const path of paths) {
  if (path.startsWith('fill:')) { const [sel, v] = path.slice(5).split('='); const l = page.locator('#'+sel); if (sel === 'feed') await l.selectOption(v); else await l.fill(v); continue; }
  if (path.startsWith('click:')) { await page.getByText(path.slice(6), { exact: true }).first().click(); await page.waitForTimeout(800); }
  else if (path.startsWith('file:')) { await page.locator('#file').setInputFiles(path.slice(5)); continue; }
  else { await page.goto('http://localhost:8080' + path); await page.waitForTimeout(500); }
  console.log(page.url()); await page.screenshot({ path: `${out}-${++n}.png`, fullPage: true });
}
await ctx.close();
