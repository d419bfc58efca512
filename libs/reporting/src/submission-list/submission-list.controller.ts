import { Controller, Get, Query } from '@nestjs/common';
import { scopeOf, type Principal } from '@cdc/access';
import { CurrentPrincipal, RequirePermission, type Page } from '@cdc/platform';
import { SubmissionListQuery, SubmissionListReadModel, type SubmissionItem } from './submission-list.read-model.js';

@Controller('api/v1/submissions')
export class SubmissionListController {
  constructor(private readonly readModel: SubmissionListReadModel) {}

  @Get()
  @RequirePermission('submission.read')
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: SubmissionListQuery }) query: SubmissionListQuery,
  ): Promise<Page<SubmissionItem>> {
    return this.readModel.list(query, scopeOf(principal).regions);
  }
}
