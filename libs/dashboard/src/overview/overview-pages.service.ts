import { Injectable } from '@nestjs/common';
import { assertMayReadRegion, maySubmit } from '@cdc/access';
import { ENGLAND, londonDate, regionName } from '@cdc/contracts';
import { DataSet } from '@cdc/platform';
import { z } from 'zod';
import { type PageView } from '../pages/page-renderer.js';
import { type OverviewItem } from '../platform-api/overview-item.js';
import { PlatformApi } from '../platform-api/platform-api.js';
import { regionNotFound } from '../regions/region-home.errors.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { comparedCsv, progressCsv } from './overview-csv.model.js';
import { overviewPage } from './overview-page.model.js';

/** What the overview lets download. */
export const OverviewTable = z.enum(['progress', 'compared']);
export type OverviewTable = z.infer<typeof OverviewTable>;

@Injectable()
export class OverviewPagesService {
  constructor(
    private readonly api: PlatformApi,
    private readonly dataSet: DataSet,
  ) {}

  /** @throws DomainError FORBIDDEN_REGION, REGION_NOT_FOUND */
  async page(session: SignedInSession, region: string | undefined): Promise<PageView> {
    const page = overviewPage(await this.read(session, region));
    return { template: 'overview.njk', title: page.title, section: 'overview', model: { page, isOwnRegion: session.principal.role === 'region', maySendRegister: maySubmit(session.principal, 'cdc-register') } };
  }

  /** A table of the page as CSV, with a name for the file. */
  async table(session: SignedInSession, table: OverviewTable, region: string | undefined): Promise<{ fileName: string; content: string }> {
    const overview = await this.read(session, region);
    const { label } = this.dataSet;
    const content = table === 'progress' ? progressCsv(overview, londonDate(new Date(overview.at)), label) : comparedCsv(overview, label);
    return { fileName: `${overview.scope.code}-${table}-${overview.week}.csv`, content };
  }

  private async read(session: SignedInSession, region: string | undefined): Promise<OverviewItem> {
    if (region === undefined) {
      assertMayReadRegion(session.principal, null);
      return this.api.overview(session, { level: 'england', code: ENGLAND.code });
    }
    if (regionName(region) === undefined) throw regionNotFound(region);
    assertMayReadRegion(session.principal, region);
    return this.api.overview(session, { level: 'region', code: region });
  }
}
