import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { EDITION_KINDS, LEVELS } from '@cdc/contracts';
import { CurrentPrincipal, DataSet, RequirePermission, type Page } from '@cdc/platform';
import { type Response } from 'express';
import { z } from 'zod';
import { EDITION_FORMATS, rendered } from '../formats/edition-formats.js';
import { EditionListQuery } from './edition-list.read-model.js';
import { type EditionItem } from './edition-item.js';
import { EditionService } from './edition.service.js';

const Kind = z.enum(EDITION_KINDS);
const EditionBody = z.object({
  period: z.string().describe('Ending Sunday of a week (2024-08-04) or a month (2024-08)'),
  scope: z.object({ level: z.enum(LEVELS), code: z.string().min(1).max(64) }),
});
const FormatQuery = z.object({ format: z.enum(EDITION_FORMATS).default('json') });

@Controller('api/v1/reports')
export class EditionController {
  constructor(
    private readonly editions: EditionService,
    private readonly dataSet: DataSet,
  ) {}

  @Get('editions')
  @RequirePermission('report.read')
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: EditionListQuery }) query: EditionListQuery,
  ): Promise<Page<EditionItem>> {
    return this.editions.list(principal, query);
  }

  @Get('editions/:id')
  @RequirePermission('report.read')
  async read(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Query({ schema: FormatQuery }) { format }: z.infer<typeof FormatQuery>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const { headers, body } = rendered(await this.editions.find(principal, id), format, this.dataSet.label);
    response.set(headers);
    return body;
  }

  @Get('editions/:id/verify')
  @RequirePermission('report.read')
  verify(@CurrentPrincipal() principal: Principal, @Param('id') id: string): Promise<{ matches: boolean }> {
    return this.editions.verify(principal, id);
  }

  @Get(':kind/editions')
  @RequirePermission('report.read')
  listKind(
    @CurrentPrincipal() principal: Principal,
    @Param('kind', { schema: Kind }) kind: z.infer<typeof Kind>,
    @Query({ schema: EditionListQuery }) query: EditionListQuery,
  ): Promise<Page<EditionItem>> {
    return this.editions.list(principal, { ...query, kind });
  }

  @Post(':kind/editions')
  @RequirePermission('report.build')
  async build(
    @CurrentPrincipal() principal: Principal,
    @Param('kind', { schema: Kind }) kind: z.infer<typeof Kind>,
    @Body({ schema: EditionBody }) body: z.infer<typeof EditionBody>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EditionItem> {
    const { item, created } = await this.editions.build(principal, kind, body);
    response.status(created ? 201 : 200).location(`/api/v1/reports/editions/${item.id}`);
    return item;
  }
}
