import { Controller, Get, Query } from '@nestjs/common';
import { isAllowed, scopeOf, type Principal } from '@cdc/access';
import { CurrentPrincipal, RequirePermission, type Page } from '@cdc/platform';
import { ChaseListQuery, ChaseListReadModel, type ChaseItem } from './chase-list.read-model.js';

@Controller('api/v1/reports/chases')
export class ChaseController {
  constructor(private readonly chases: ChaseListReadModel) {}

  @Get()
  @RequirePermission('submission.read')
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: ChaseListQuery }) query: ChaseListQuery): Promise<Page<ChaseItem>> {
    return this.chases.list(query, scopeOf(principal).regions, isAllowed(principal, 'report.address'));
  }
}
