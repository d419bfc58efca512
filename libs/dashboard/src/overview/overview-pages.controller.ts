import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { RequirePermission } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { z } from 'zod';
import { PageRenderer, submissionsPath } from '../pages/page-renderer.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { CurrentSession } from '../session/session-request.js';
import { OverviewPagesService, OverviewTable } from './overview-pages.service.js';

const SEE_OTHER = 303;

const RegionQuery = z.object({ region: z.string().optional() });
type RegionQuery = z.infer<typeof RegionQuery>;

/** Where a person starts, by role: a region at its files, everybody else at the position of the programme. */
@Controller()
@RequirePermission('page.read')
export class OverviewPagesController {
  constructor(
    private readonly pages: OverviewPagesService,
    private readonly renderer: PageRenderer,
  ) {}

  @Get()
  async start(
    @CurrentSession() session: SignedInSession,
    @Query({ schema: RegionQuery }) { region }: RegionQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    if (region === undefined && session.principal.role === 'region') response.redirect(SEE_OTHER, submissionsPath(session.principal));
    else await this.renderer.send(request, response, await this.pages.page(session, region));
  }

  @Get('overview/:table.csv')
  async table(
    @CurrentSession() session: SignedInSession,
    @Param('table', { schema: OverviewTable }) table: OverviewTable,
    @Query({ schema: RegionQuery }) { region }: RegionQuery,
    @Res() response: Response,
  ): Promise<void> {
    const { fileName, content } = await this.pages.table(session, table, region);
    response.attachment(fileName).type('csv').send(content);
  }
}
