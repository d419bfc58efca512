import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { RequirePermission } from '@cdc/platform';
import { type Response } from 'express';
import { z } from 'zod';
import { PlatformApi } from '../platform-api/platform-api.js';
import { type SignedInSession } from '../session/page-session.repository.js';
import { CurrentSession } from '../session/session-request.js';
import { handOn } from './hand-on.js';

const SEE_OTHER = 303;

/** A form sends one ticked box as a text and several as a list. */
const FixForm = z.object({
  groups: z
    .union([z.string().transform((one) => [one]), z.array(z.string())])
    .default([]),
  reason: z
    .string()
    .trim()
    .max(500)
    .optional()
    .transform((reason) => reason || undefined),
});
type FixForm = z.infer<typeof FixForm>;

/** What a sender takes away from the page of a file, and the corrected copy. */
@Controller('submissions/:id')
@RequirePermission('page.read')
export class SubmissionAnswersController {
  constructor(private readonly api: PlatformApi) {}

  @Get('errors.csv')
  async errorsCsv(@CurrentSession() session: SignedInSession, @Param('id') id: string, @Res() response: Response): Promise<void> {
    await handOn(await this.api.download(session, `/api/v1/submissions/${encodeURIComponent(id)}/errors`, { format: 'csv' }), response);
  }

  @Get('annotated')
  async annotated(@CurrentSession() session: SignedInSession, @Param('id') id: string, @Res() response: Response): Promise<void> {
    await handOn(await this.api.download(session, `/api/v1/submissions/${encodeURIComponent(id)}/annotated`), response);
  }

  /** Nothing ticked leads back to the page, where the boxes are. */
  @Post('fixes')
  async fix(@CurrentSession() session: SignedInSession, @Param('id') id: string, @Body({ schema: FixForm }) { groups, reason }: FixForm, @Res() response: Response): Promise<void> {
    const next = groups.length === 0 ? id : await this.api.fixSubmission(session, id, groups, reason);
    response.redirect(SEE_OTHER, `/submissions/${encodeURIComponent(next)}${groups.length === 0 ? '#fixes' : ''}`);
  }
}
