import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { RequirePermission } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { PageRenderer } from '../pages/page-renderer.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { CurrentSession } from '../session/session-request.js';
import { RegionHomeService } from './region-home.service.js';

@Controller('regions')
@RequirePermission('page.read')
export class RegionHomeController {
  constructor(
    private readonly home: RegionHomeService,
    private readonly renderer: PageRenderer,
  ) {}

  @Get(':code/submissions')
  async submissions(@CurrentSession() session: SignedInSession, @Param('code') code: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.renderer.send(request, response, await this.home.page(session, code));
  }
}
