import { Body, Controller, Get, HttpCode, Param, Post, Query, type Type } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { serviceRow, type ServiceName } from '@cdc/contracts';
import { CONFIRM_CODES } from '@cdc/feeds';
import { CurrentPrincipal, PageQuery, RequirePermission, UnitOfWork, decodeCursor, toPage } from '@cdc/platform';
import { z } from 'zod';
import { changesAfter, type ShownChange } from '../change/change.repository.js';
import { type SubmissionView } from '../submission/submission.model.js';
import { SubmissionService } from '../submission/submission.service.js';
import { ConfirmationService, type Confirmation } from './confirmation.service.js';

const ConfirmBody = z.object({
  reasons: z.array(z.object({ code: z.enum(CONFIRM_CODES), reason: z.string().max(500) })).max(CONFIRM_CODES.length).describe('One for each code that waits'),
});
type ConfirmBody = z.infer<typeof ConfirmBody>;

const RejectBody = z.object({ reason: z.string().trim().min(1).max(500).describe('Why the file is not to be used') });
type RejectBody = z.infer<typeof RejectBody>;

/** What a file changes, a page at a time. The counts are those of rows and stand on every page. */
interface DiffPage {
  readonly totals: { readonly new: number; readonly changed: number; readonly unchanged: number; readonly dropped: number };
  readonly items: readonly ShownChange[];
  readonly next: string | null;
}

/** What a file of one service changes, and the word that it may. Paths are literal by id prefix, as the submissions' are. */
export function confirmationController(service: ServiceName): Type {
  const { prefix } = serviceRow(service);

  @Controller('api/v1')
  class ConfirmationController {
    constructor(
      private readonly confirmations: ConfirmationService,
      private readonly submissions: SubmissionService,
      private readonly unitOfWork: UnitOfWork,
    ) {}

    @Get(`submissions/${prefix}-:rest/confirmation`)
    @RequirePermission('submission.read')
    find(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string): Promise<Confirmation> {
      return this.confirmations.find(principal, `${prefix}-${rest}`);
    }

    @Post(`submissions/${prefix}-:rest/confirm`)
    @HttpCode(202)
    @RequirePermission('submission.confirm')
    confirm(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string, @Body({ schema: ConfirmBody }) { reasons }: ConfirmBody): Promise<SubmissionView> {
      return this.confirmations.confirm(principal, `${prefix}-${rest}`, reasons);
    }

    @Post(`submissions/${prefix}-:rest/reject`)
    @HttpCode(200)
    @RequirePermission('submission.confirm')
    reject(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string, @Body({ schema: RejectBody }) { reason }: RejectBody): Promise<SubmissionView> {
      return this.confirmations.reject(principal, `${prefix}-${rest}`, reason);
    }

    @Get(`submissions/${prefix}-:rest/diff`)
    @RequirePermission('submission.read-file')
    async diff(@CurrentPrincipal() principal: Principal, @Param('rest') rest: string, @Query({ schema: PageQuery }) query: PageQuery): Promise<DiffPage> {
      const { submissionId, rowsNew, rowsChanged, rowsUnchanged, rowsDropped } = await this.submissions.find(principal, `${prefix}-${rest}`);
      const after = query.after === undefined ? 0 : decodeCursor(z.tuple([z.number()]), query.after)[0];
      const rows = await changesAfter(this.unitOfWork.dataSource.manager, submissionId, after, query.limit + 1);
      const page = toPage(rows, query.limit, (row) => [row.ordinal]);
      return { totals: { new: rowsNew, changed: rowsChanged, unchanged: rowsUnchanged, dropped: rowsDropped }, items: page.items.map((row) => row.item), next: page.next };
    }
  }
  return ConfirmationController;
}
