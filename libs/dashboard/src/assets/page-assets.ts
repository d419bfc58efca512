import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { DomainError } from '@cdc/contracts';
import { NHSUK_FOLDER } from '../pages/nhsuk-frontend.js';

interface Asset {
  readonly mediaType: string;
  readonly content: string;
}

/** Addresses that a page links to. */
export interface AssetAddresses {
  readonly style: string;
  readonly script: string;
  readonly icon: string;
}

/** Compiled from dashboard.scss by the build. */
const STYLE_SHEET = fileURLToPath(new URL('../styles/dashboard.css', import.meta.url));

const LOADING_PROGRESS = fileURLToPath(new URL('./loading-progress.js', import.meta.url));

/** Style, script and icon under names that change with what they hold, so that browsers may keep them for ever. */
@Injectable()
export class PageAssets {
  readonly addresses: AssetAddresses;
  private readonly assets = new Map<string, Asset>();

  constructor() {
    const style = this.add('dashboard', 'css', 'text/css', readFileSync(STYLE_SHEET, 'utf8'));
    const nhsuk = this.add('nhsuk', 'js', 'text/javascript', readFileSync(join(NHSUK_FOLDER, 'nhsuk/nhsuk-frontend.min.js'), 'utf8'));
    const loading = this.add('loading-progress', 'js', 'text/javascript', readFileSync(LOADING_PROGRESS, 'utf8'));
    const script = this.add('dashboard', 'js', 'text/javascript', `import { initAll } from './${nhsuk}';\nimport './${loading}';\ninitAll();\n`);
    const icon = this.add('icon', 'svg', 'image/svg+xml', readFileSync(join(NHSUK_FOLDER, 'nhsuk/assets/images/favicon.svg'), 'utf8'));
    this.addresses = { style: `/assets/${style}`, script: `/assets/${script}`, icon: `/assets/${icon}` };
  }

  /** @throws DomainError ASSET_NOT_FOUND */
  find(name: string): Asset {
    const asset = this.assets.get(name);
    if (!asset) throw new DomainError('not-found', 'ASSET_NOT_FOUND', `There is no asset ${name}.`);
    return asset;
  }

  private add(name: string, extension: string, mediaType: string, content: string): string {
    const hashed = `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}.${extension}`;
    this.assets.set(hashed, { mediaType, content });
    return hashed;
  }
}
