import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { RequirePermission } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PageRenderer } from '../pages/page-renderer.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { CurrentSession } from '../session/session-request.js';
import { ErrorsDownload } from './errors-download.js';
import { SubmissionPagesService } from './submission-pages.service.js';
import { UploadService } from './upload.service.js';

const SEE_OTHER = 303;

@Controller('submissions')
@RequirePermission('page.read')
export class SubmissionPagesController {
  constructor(
    private readonly pages: SubmissionPagesService,
    private readonly uploads: UploadService,
    private readonly errors: ErrorsDownload,
    private readonly renderer: PageRenderer,
  ) {}

  @Get()
  async list(@CurrentSession() session: SignedInSession, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.renderer.send(request, response, await this.pages.list(session));
  }

  @Get('new')
  async newFile(@CurrentSession() session: SignedInSession, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.renderer.send(request, response, this.pages.newFile(session));
  }

  @Post()
  async send(@CurrentSession() session: SignedInSession, @Req() request: Request, @Res() response: Response): Promise<void> {
    const outcome = await this.uploads.send(session, request);
    if ('submissionId' in outcome) response.redirect(SEE_OTHER, `/submissions/${encodeURIComponent(outcome.submissionId)}`);
    else await this.renderer.send(request, response, this.pages.newFile(session, outcome));
  }

  @Get(':id')
  async result(@CurrentSession() session: SignedInSession, @Param('id') id: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.renderer.send(request, response, await this.pages.result(session, id));
  }

  @Get(':id/errors.csv')
  async errorsCsv(@CurrentSession() session: SignedInSession, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const lines = await this.errors.open(session, id);
    response.attachment(`${id}-errors.csv`).type('text/csv');
    await pipeline(Readable.from(lines), response);
  }
}
