import { Controller, Get, Headers, Param, Post, Query, Req, Res, type Type } from '@nestjs/common';
import { FEEDS, serviceRow, type FeedName, type ServiceName } from '@cdc/contracts';
import { assertMaySubmit, type Principal } from '@cdc/access';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { type Request, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { type DryRunAnswer } from '../dry-run/dry-run.model.js';
import { DecisionWait } from './decision-wait.js';
import { secondsToWait } from './prefer-wait.model.js';
import { RequestKeyService } from './request-key.service.js';
import { isUndecided, viewOf, type SubmissionView } from './submission.model.js';
import { SubmissionService, type Receipt } from './submission.service.js';
import { uploadOf, type Upload } from './upload.js';
import { UploadSlots } from './upload-slots.js';

const SubmitQuery = z.object({
  dryRun: z.enum(['true', 'false']).default('false'),
  reason: z.string().max(500).optional().describe('Why the file is sent, kept with it'),
  confirm: z.string().max(200).optional().describe('Codes of warnings that the reason answers, joined by commas, for those who know them from a dry run'),
  entity: z.string().max(200).optional().describe('Code or name of the organisation that the file is about, where the file names none'),
  period: z.string().max(20).optional().describe('Month that the file is about, like 2020-06, where the file names none'),
  charset: z.string().max(40).optional().describe('utf-8 or windows-1252'),
  dateOrder: z.string().max(10).optional().describe('dmy where the day comes first in dates of numbers, mdy where the month does; left out, the dates of a published file tell'),
});
type SubmitQuery = z.infer<typeof SubmitQuery>;

/**
 * The submissions routes of one service. Paths are literal by feed and by id prefix, so that every service can have them in one process
 * and the ingress can route them without asking.
 */
export function submissionController(service: ServiceName): Type {
  const { prefix } = serviceRow(service);
  const feeds = FEEDS.filter((feed) => feed.owner === service).map((feed) => feed.name);

  @Controller('api/v1')
  class SubmissionController {
    constructor(
      private readonly submissions: SubmissionService,
      private readonly keys: RequestKeyService,
      private readonly slots: UploadSlots,
      private readonly decisions: DecisionWait,
    ) {}

    @Post(feeds.map((feed) => `feeds/${feed}/submissions`))
    @RequirePermission('submission.create')
    async submit(
      @CurrentPrincipal() principal: Principal,
      @Query({ schema: SubmitQuery }) query: SubmitQuery,
      @Headers('idempotency-key') key: string | undefined,
      @Headers('prefer') prefer: string | undefined,
      @Req() request: Request,
      @Res() response: Response,
    ): Promise<void> {
      const feed = request.path.split('/')[4] as FeedName;
      const taken = await this.slots.within(principal.subject, async () => {
        const upload = await uploadOf(request, this.submissions.maxBytes);
        try {
          return query.dryRun === 'true' ? await this.dryRun(principal, feed, upload, query) : await this.receive(principal, feed, upload, query, key);
        } finally {
          upload.content.destroy();
        }
      });
      if (!('submission' in taken)) {
        response.status(200).json(taken);
        return;
      }
      const submission = await this.preferred(taken.submission, prefer, response);
      const status = !taken.isNew ? 200 : isUndecided(submission) ? 202 : 201;
      response.status(status).location(`/api/v1/submissions/${submission.id}`).json(submission);
    }

    /** As it stands, or once it is decided where the client would rather wait for that. */
    private async preferred(submission: SubmissionView, prefer: string | undefined, response: Response): Promise<SubmissionView> {
      const seconds = secondsToWait(prefer);
      if (seconds === 0) return submission;
      response.setHeader('Preference-Applied', `wait=${seconds}`);
      return isUndecided(submission) ? viewOf(await this.decisions.decided(submission.id, seconds * 1000)) : submission;
    }

    private dryRun(principal: Principal, feed: FeedName, upload: Upload, { reason, confirm, entity, period, charset, dateOrder }: SubmitQuery): Promise<DryRunAnswer> {
      return this.submissions.dryRun(principal, feed, upload, { reason: reason ?? null, confirm }, { entity, period, charset, dateOrder });
    }

    private receive(principal: Principal, feed: FeedName, upload: Upload, { reason, confirm, entity, period, charset, dateOrder }: SubmitQuery, key: string | undefined): Promise<Receipt> {
      const stated = { entity, period, charset, dateOrder };
      const note = { reason: reason ?? null, confirm };
      const receive = (): Promise<Receipt> => this.submissions.receive(principal, feed, upload, note, stated);
      if (key === undefined) return receive();
      assertMaySubmit(principal, feed);
      return this.keys.once({ sender: principal.subject, feed, key, said: [note, stated] }, upload.content, receive);
    }

    @Get(`submissions/${prefix}-:rest`)
    @RequirePermission('submission.read')
    async find(
      @CurrentPrincipal() principal: Principal,
      @Param('rest') rest: string,
      @Headers('prefer') prefer: string | undefined,
      @Res({ passthrough: true }) response: Response,
    ): Promise<SubmissionView> {
      return this.preferred(viewOf(await this.submissions.find(principal, `${prefix}-${rest}`)), prefer, response);
    }

    @Get(`submissions/${prefix}-:rest/original`)
    @RequirePermission('submission.read-file')
    async original(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string, @Res() response: Response): Promise<void> {
      const { fileName, content } = await this.submissions.original(principal, `${prefix}-${rest}`);
      response.attachment(fileName).type('application/octet-stream');
      await pipeline(content, response);
    }
  }
  return SubmissionController;
}
