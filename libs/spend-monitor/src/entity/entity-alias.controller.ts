import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { CurrentPrincipal, PageQuery, RequirePermission, type Page } from '@cdc/platform';
import { z } from 'zod';
import { EntityAliasService, type EntityAliasView } from './entity-alias.service.js';

const AliasBody = z.object({
  name: z.string().trim().min(1).max(200).describe('As a ledger writes it'),
  entity: z.string().trim().min(1).max(20).describe('Code of a trust, a board or a region, or ENG'),
});

@Controller('api/v1/spend/entity-aliases')
export class EntityAliasController {
  constructor(private readonly aliases: EntityAliasService) {}

  @Get()
  @RequirePermission('ledger.read')
  async list(@Query({ schema: PageQuery }) query: PageQuery): Promise<Page<EntityAliasView>> {
    return this.aliases.list(query);
  }

  @Put()
  @RequirePermission('ledger.match')
  async state(@CurrentPrincipal() principal: Principal, @Body({ schema: AliasBody }) { name, entity }: z.infer<typeof AliasBody>): Promise<EntityAliasView> {
    return this.aliases.state(principal, name, entity);
  }
}
