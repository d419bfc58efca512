import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { EDITION_KINDS } from '@cdc/contracts';
import { RequirePermission } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { PageRenderer } from '../pages/page-renderer.js';
import { PlatformApi } from '../platform-api/platform-api.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { CurrentSession } from '../session/session-request.js';
import { EditionPagesService } from './edition-pages.service.js';
import { parseScope } from './report-scopes.model.js';

const SEE_OTHER = 303;

const FocusQuery = z.object({ level: z.string().optional(), code: z.string().optional() });
type FocusQuery = z.infer<typeof FocusQuery>;

/** The form sends an empty text for everything. */
const ListQuery = z.object({
  kind: z.enum([...EDITION_KINDS, '']).default(''),
  scope: z.string().max(80).refine((text) => text === '' || parseScope(text) !== null, 'not a level and a code, like region:Y60').default(''),
  after: z.string().max(500).optional(),
});
type ListQuery = z.infer<typeof ListQuery>;

const ReportBody = z.object({ kind: z.enum(EDITION_KINDS), period: z.string().max(20), scope: z.string().max(80) });
type ReportBody = z.infer<typeof ReportBody>;

const DownloadFormat = z.enum(['csv', 'json']);
type DownloadFormat = z.infer<typeof DownloadFormat>;

@Controller('reports')
@RequirePermission('page.read')
export class EditionPagesController {
  constructor(
    private readonly pages: EditionPagesService,
    private readonly api: PlatformApi,
    private readonly renderer: PageRenderer,
  ) {}

  @Get()
  async list(
    @CurrentSession() session: SignedInSession,
    @Query({ schema: ListQuery }) query: ListQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.renderer.send(request, response, await this.pages.list(session, query));
  }

  @Post()
  async build(@CurrentSession() session: SignedInSession, @Body({ schema: ReportBody }) body: ReportBody, @Req() request: Request, @Res() response: Response): Promise<void> {
    const outcome = await this.pages.build(session, body);
    if ('editionId' in outcome) response.redirect(SEE_OTHER, `/reports/editions/${encodeURIComponent(outcome.editionId)}`);
    else await this.renderer.send(request, response, outcome);
  }

  @Get('editions/:id')
  async edition(
    @CurrentSession() session: SignedInSession,
    @Param('id') id: string,
    @Query({ schema: FocusQuery }) { level, code }: FocusQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.renderer.send(request, response, await this.pages.edition(session, id, level, code));
  }

  @Get('editions/:id/download.:format')
  async download(
    @CurrentSession() session: SignedInSession,
    @Param('id') id: string,
    @Param('format', { schema: DownloadFormat }) format: DownloadFormat,
    @Res() response: Response,
  ): Promise<void> {
    const { contentType, content } = await this.api.download(session, `/api/v1/reports/editions/${encodeURIComponent(id)}`, { format });
    response.attachment(`${id}.${format}`).setHeader('Content-Type', contentType);
    await pipeline(content, response);
  }
}
