import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RequirePermission } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { z } from 'zod';
import { PageRenderer } from '../pages/page-renderer.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { CurrentSession } from '../session/session-request.js';
import { ConfirmationPagesService } from './confirmation/confirmation-pages.service.js';
import { SubmissionPagesService } from './submission-pages.service.js';
import { UploadService } from './upload.service.js';

const SEE_OTHER = 303;

const ListQuery = z.object({ after: z.string().max(500).optional() });
type ListQuery = z.infer<typeof ListQuery>;

/** Fields of the form, by name; those of other names are ignored. */
const ReasonsBody = z.record(z.string(), z.string().max(500));
type ReasonsBody = z.infer<typeof ReasonsBody>;

@Controller('submissions')
@RequirePermission('page.read')
export class SubmissionPagesController {
  constructor(
    private readonly pages: SubmissionPagesService,
    private readonly uploads: UploadService,
    private readonly confirmations: ConfirmationPagesService,
    private readonly renderer: PageRenderer,
  ) {}

  @Get()
  async list(
    @CurrentSession() session: SignedInSession,
    @Query({ schema: ListQuery }) { after }: ListQuery,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.renderer.send(request, response, await this.pages.list(session, after));
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

  @Post(':id/confirm')
  async confirm(@CurrentSession() session: SignedInSession, @Param('id') id: string, @Body({ schema: ReasonsBody }) body: ReasonsBody, @Req() request: Request, @Res() response: Response): Promise<void> {
    const again = await this.confirmations.confirm(session, id, body);
    if (again) await this.renderer.send(request, response, again);
    else response.redirect(SEE_OTHER, `/submissions/${encodeURIComponent(id)}`);
  }

  @Post(':id/reject')
  async reject(@CurrentSession() session: SignedInSession, @Param('id') id: string, @Res() response: Response): Promise<void> {
    await this.confirmations.reject(session, id);
    response.redirect(SEE_OTHER, `/submissions/${encodeURIComponent(id)}`);
  }
}
