import { Controller, Get, Query } from '@nestjs/common';
import { isAllowed, scopeOf, type Principal } from '@cdc/access';
import { CurrentPrincipal, RequirePermission, type Page } from '@cdc/platform';
import { SlotListQuery, SlotReadModel, type SlotItem } from './slot.read-model.js';

@Controller('api/v1/reports/slots')
export class SlotController {
  constructor(private readonly slots: SlotReadModel) {}

  @Get()
  @RequirePermission('report.read')
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: SlotListQuery }) query: SlotListQuery,
  ): Promise<Page<SlotItem>> {
    return this.slots.list(query, scopeOf(principal).regions, isAllowed(principal, 'report.address'));
  }
}
