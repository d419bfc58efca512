import { Controller, Get, Param, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { CurrentPrincipal, PageQuery, RequirePermission, type Page } from '@cdc/platform';
import { type CentreFacts } from './centre.model.js';
import { CentreReadModel, CentresQuery, type CentreReviewView } from './centre.read-model.js';

@Controller('api/v1/cdcs')
export class CentreController {
  constructor(private readonly readModel: CentreReadModel) {}

  @Get()
  @RequirePermission('registry.read')
  async centres(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: CentresQuery }) query: CentresQuery,
  ): Promise<Page<CentreFacts>> {
    return this.readModel.centres(principal, query);
  }

  // Before the route with a code, which would take the word for one.
  @Get('review')
  @RequirePermission('registry.read')
  async reviews(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<CentreReviewView>> {
    return this.readModel.reviews(principal, query);
  }

  @Get(':cdcCode')
  @RequirePermission('registry.read')
  async centre(@CurrentPrincipal() principal: Principal, @Param('cdcCode') cdcCode: string): Promise<CentreFacts> {
    return this.readModel.centre(principal, cdcCode);
  }
}
