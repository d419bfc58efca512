import { Controller, Get, Query } from '@nestjs/common';
import { RequirePermission, type Page } from '@cdc/platform';
import { OrganisationReadModel, OrganisationsQuery, type OrganisationView } from './organisation.read-model.js';

@Controller('api/v1/organisations')
export class OrganisationController {
  constructor(private readonly readModel: OrganisationReadModel) {}

  @Get()
  @RequirePermission('registry.read')
  async organisations(
    @Query({ schema: OrganisationsQuery }) query: OrganisationsQuery,
  ): Promise<Page<OrganisationView>> {
    return this.readModel.organisations(query);
  }
}
