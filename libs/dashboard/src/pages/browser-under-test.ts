import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** A desk, a phone, and the narrowest screen that WCAG 2.2 asks for. */
export const WIDTHS = [1280, 390, 320];

// As root in a container, with no display, and silent: what the browser asks for itself would look like a page that asks strangers.
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: unknown }[];
}

/** Chromium for specs of pages. */
export class BrowserUnderTest {
  /** What pages did against their own content security policy. */
  readonly complaints: string[] = [];

  private constructor(private readonly browser: Browser) {}

  static async start(program: string): Promise<BrowserUnderTest> {
    return new BrowserUnderTest(await chromium.launch({ executablePath: program, args: FLAGS }));
  }

  /** An empty page of somebody who has not been here before. Closing its context is for the caller. */
  async open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await this.browser.newContext(options)).newPage();
    page.on('console', (message) => {
      if (/Content Security Policy/i.test(message.text())) this.complaints.push(message.text());
    });
    return page;
  }

  stop(): Promise<void> {
    return this.browser.close();
  }
}

/** The barriers that a machine can find on a page, and whether it scrolls sideways. */
export async function barriersOf(page: Page): Promise<string[]> {
  const violations: Violation[] = await page.evaluate(`${AXE}; axe.run({ runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations)`);
  const barriers = violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`);
  const wide: number = await page.evaluate('document.documentElement.scrollWidth');
  const { width } = page.viewportSize() ?? { width: 0 };
  return wide > width ? [...barriers, `is ${wide} wide`] : barriers;
}
