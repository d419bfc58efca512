import { Controller, Get, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { ENGLAND } from '@cdc/contracts';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { z } from 'zod';
import { type Overview } from './overview.model.js';
import { OverviewService } from './overview.service.js';

const OverviewQuery = z.object({
  level: z.enum(['england', 'region']).default('england'),
  code: z.string().min(1).max(64).default(ENGLAND.code),
});

@Controller('api/v1/overview')
export class OverviewController {
  constructor(private readonly overviews: OverviewService) {}

  @Get()
  @RequirePermission('report.read')
  read(@CurrentPrincipal() principal: Principal, @Query({ schema: OverviewQuery }) scope: z.infer<typeof OverviewQuery>): Promise<Overview> {
    return this.overviews.of(principal, scope);
  }
}
