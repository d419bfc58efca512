import { Body, Controller, Get, Param, Post, Query, Req, Res, type Type } from '@nestjs/common';
import { serviceRow, type ServiceName } from '@cdc/contracts';
import { type Principal } from '@cdc/access';
import { CurrentPrincipal, PageQuery, RequirePermission, UnitOfWork, decodeCursor, toPage, type Page } from '@cdc/platform';
import { type ErrorItem, type FixGroup } from '@cdc/feeds';
import { type Request, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { errorGroups, errorsAfter, type ErrorGroup } from '../submission/submission.read-model.js';
import { SubmissionService } from '../submission/submission.service.js';
import { AnswerService, type NamedContent } from './answer.service.js';

const ErrorsQuery = PageQuery.extend({
  group: z.enum(['code']).optional().describe('code: grouped by cause'),
  format: z.enum(['json', 'csv']).optional().describe('csv: every error in one file; also by Accept: text/csv'),
});
type ErrorsQuery = z.infer<typeof ErrorsQuery>;

const FixBody = z.object({
  groups: z.array(z.string().max(400)).max(1_000).default([]).describe('Ids of `GET …/fixes`'),
  codes: z.array(z.string().max(100)).max(100).default([]).describe('Error codes of which every fix is wanted'),
  reason: z.string().max(500).optional().describe('Why the copy is sent; else what was said of the original'),
});
type FixBody = z.infer<typeof FixBody>;

type Errors = Page<ErrorItem> | { readonly items: readonly ErrorGroup[]; readonly next: null };

/** The routes by which a sender learns what is wrong with a file and has it put right. Paths are literal by id prefix, as those of submissions. */
export function answerController(service: ServiceName): Type {
  const { prefix } = serviceRow(service);

  @Controller(`api/v1/submissions/${prefix}-:rest`)
  class AnswerController {
    constructor(
      private readonly answers: AnswerService,
      private readonly submissions: SubmissionService,
      private readonly unitOfWork: UnitOfWork,
    ) {}

    @Get('errors')
    @RequirePermission('submission.read')
    async errors(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string, @Query({ schema: ErrorsQuery }) query: ErrorsQuery, @Req() request: Request, @Res() response: Response): Promise<void> {
      const id = `${prefix}-${rest}`;
      if (query.format === 'csv' || (query.format === undefined && request.accepts(['json', 'csv']) === 'csv')) await send(response, await this.answers.errorsCsv(principal, id), 'text/csv');
      else response.vary('Accept').json(await this.errorsPage(principal, id, query));
    }

    @Get('annotated')
    @RequirePermission('submission.read-file')
    async annotated(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string, @Res() response: Response): Promise<void> {
      await send(response, await this.answers.annotated(principal, `${prefix}-${rest}`), 'application/octet-stream');
    }

    @Get('fixes')
    @RequirePermission('submission.read')
    async fixes(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string): Promise<{ items: readonly FixGroup[]; next: null }> {
      return { items: await this.answers.fixes(principal, `${prefix}-${rest}`), next: null };
    }

    @Post('fixes')
    @RequirePermission('submission.create')
    async fix(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string, @Body({ schema: FixBody }) body: FixBody, @Res() response: Response): Promise<void> {
      const { submission, isNew } = await this.answers.fix(principal, `${prefix}-${rest}`, body);
      response.status(isNew ? 202 : 200).location(`/api/v1/submissions/${submission.id}`).json(submission);
    }

    private async errorsPage(principal: Principal, id: string, { group, after, limit }: ErrorsQuery): Promise<Errors> {
      const { submissionId } = await this.submissions.find(principal, id);
      const { manager } = this.unitOfWork.dataSource;
      if (group) return { items: await errorGroups(manager, submissionId), next: null };
      const ordinal = after === undefined ? 0 : decodeCursor(z.tuple([z.number()]), after)[0];
      const page = toPage(await errorsAfter(manager, submissionId, ordinal, limit + 1), limit, (row) => [row.ordinal]);
      return { items: page.items.map((row) => row.item), next: page.next };
    }
  }
  return AnswerController;
}

async function send(response: Response, { fileName, content }: NamedContent, type: string): Promise<void> {
  response.attachment(fileName).type(type);
  await pipeline(content, response);
}
