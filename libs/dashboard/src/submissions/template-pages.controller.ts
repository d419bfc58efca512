import { Controller, Get, Param, Res } from '@nestjs/common';
import { RequirePermission } from '@cdc/platform';
import { type Response } from 'express';
import { z } from 'zod';
import { PlatformApi } from '../platform-api/platform-api.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { CurrentSession } from '../session/session-request.js';
import { handOn } from './hand-on.js';

const Format = z.enum(['csv', 'xlsx']);
type Format = z.infer<typeof Format>;

/** Templates to fill in, with what their sender owes. */
@Controller('templates')
@RequirePermission('page.read')
export class TemplatePagesController {
  constructor(private readonly api: PlatformApi) {}

  @Get(':feed.:format')
  async template(@CurrentSession() session: SignedInSession, @Param('feed') feed: string, @Param('format', { schema: Format }) format: Format, @Res() response: Response): Promise<void> {
    await handOn(await this.api.download(session, `/api/v1/feeds/${encodeURIComponent(feed)}/template`, { format }), response);
  }
}
