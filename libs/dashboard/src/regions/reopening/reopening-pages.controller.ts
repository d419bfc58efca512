import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { RequirePermission } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { z } from 'zod';
import { PageRenderer } from '../../pages/page-renderer.js';
import { type SignedInSession } from '../../session/page-session.repository.js';
import { CurrentSession } from '../../session/session-request.js';
import { ReopeningPagesService, regionPath } from './reopening-pages.service.js';

const SEE_OTHER = 303;
const part = z.string().max(10).default('');

const ReopeningForm = z
  .object({ feed: z.string().max(100).default(''), period: z.string().max(20).default(''), reason: z.string().max(500).default(''), 'until-day': part, 'until-month': part, 'until-year': part })
  .transform(({ 'until-day': day, 'until-month': month, 'until-year': year, ...rest }) => ({ ...rest, day, month, year }));
type ReopeningForm = z.infer<typeof ReopeningForm>;

@Controller('regions/:code/reopenings')
@RequirePermission('page.read')
export class ReopeningPagesController {
  constructor(
    private readonly pages: ReopeningPagesService,
    private readonly renderer: PageRenderer,
  ) {}

  @Get('new')
  async form(@CurrentSession() session: SignedInSession, @Param('code') code: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.renderer.send(request, response, this.pages.page(session, code));
  }

  @Post()
  async reopen(@CurrentSession() session: SignedInSession, @Param('code') code: string, @Body({ schema: ReopeningForm }) form: ReopeningForm, @Req() request: Request, @Res() response: Response): Promise<void> {
    const again = await this.pages.reopen(session, code, form);
    if (again) await this.renderer.send(request, response, again);
    else response.redirect(SEE_OTHER, `${regionPath(code)}#reopened`);
  }
}
