import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DomainError } from '@cdc/contracts';
import { NHSUK_FOLDER } from '../pages/nhsuk-frontend.js';

interface Asset {
  readonly mediaType: string;
  readonly content: () => Promise<string>;
}

/** Addresses that a page links to. */
export interface AssetAddresses {
  readonly style: string;
  readonly script: string;
  readonly icon: string;
}

const STYLES = fileURLToPath(new URL('../styles/dashboard.scss', import.meta.url));
const COMPILER = new URL('./compile-styles.mjs', import.meta.url);

/**
 * Style, script and icon under names that change with what they are made of, so that browsers may keep them for ever.
 * The style is compiled once, beside the boot: only the first page waits for it.
 */
@Injectable()
export class PageAssets implements OnApplicationBootstrap {
  readonly addresses: AssetAddresses;
  private readonly assets: ReadonlyMap<string, Asset>;
  private style: Promise<string> | undefined;

  constructor() {
    const nhsuk = readFileSync(join(NHSUK_FOLDER, 'nhsuk/nhsuk-frontend.min.js'), 'utf8');
    const icon = readFileSync(join(NHSUK_FOLDER, 'nhsuk/assets/images/favicon.svg'), 'utf8');
    const nhsukName = hashedName('nhsuk', 'js', nhsuk);
    const script = `import { initAll } from './${nhsukName}';\ninitAll();\n`;
    // The version of the design system is in the first line of its script.
    const styleName = hashedName('dashboard', 'css', readFileSync(STYLES, 'utf8') + nhsukName);
    const scriptName = hashedName('dashboard', 'js', script);
    const iconName = hashedName('icon', 'svg', icon);
    this.addresses = { style: `/assets/${styleName}`, script: `/assets/${scriptName}`, icon: `/assets/${iconName}` };
    this.assets = new Map<string, Asset>([
      [styleName, { mediaType: 'text/css', content: () => this.compiledStyle() }],
      [nhsukName, { mediaType: 'text/javascript', content: () => Promise.resolve(nhsuk) }],
      [scriptName, { mediaType: 'text/javascript', content: () => Promise.resolve(script) }],
      [iconName, { mediaType: 'image/svg+xml', content: () => Promise.resolve(icon) }],
    ]);
  }

  onApplicationBootstrap(): void {
    // A failure is told to whoever asks for the style, who may ask again.
    void this.compiledStyle().catch(() => undefined);
  }

  /** @throws DomainError ASSET_NOT_FOUND */
  async find(name: string): Promise<{ mediaType: string; content: string }> {
    const asset = this.assets.get(name);
    if (!asset) throw new DomainError('not-found', 'ASSET_NOT_FOUND', `There is no asset ${name}.`);
    return { mediaType: asset.mediaType, content: await asset.content() };
  }

  private compiledStyle(): Promise<string> {
    this.style ??= compileStyles().catch((error: unknown) => {
      this.style = undefined;
      throw error;
    });
    return this.style;
  }
}

/** In a thread of its own: compiling takes a second or two, in which nothing else would be answered. */
function compileStyles(): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(COMPILER, { workerData: { file: STYLES, loadPath: join(NHSUK_FOLDER, '../..') } });
    worker.once('message', (css: unknown) => (typeof css === 'string' ? resolve(css) : reject(new TypeError('the compiler sent no style'))));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the compiler ended without a style')));
    worker.unref();
  });
}

function hashedName(name: string, extension: string, content: string): string {
  return `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}.${extension}`;
}
