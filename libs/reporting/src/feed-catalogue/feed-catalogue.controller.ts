import { Controller, Get, Next, Param, Post, Query, Res } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { templateCsv } from '@cdc/feeds';
import { CurrentPrincipal, RequirePermission, type Page } from '@cdc/platform';
import { type NextFunction, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { templateWorkbook } from '../template/template-workbook.js';
import { TemplateService } from '../template/template.service.js';
import { assertFeedExists, feedItems, type FeedItem } from './feed-catalogue.model.js';

const TemplateQuery = z.object({ format: z.enum(['csv', 'xlsx']).default('csv') });
type TemplateQuery = z.infer<typeof TemplateQuery>;

const FeedName = z.string().max(100);

@Controller('api/v1/feeds')
@RequirePermission('feed.read')
export class FeedCatalogueController {
  constructor(private readonly templates: TemplateService) {}

  @Get()
  list(@CurrentPrincipal() principal: Principal): Page<FeedItem> {
    return { items: feedItems(principal), next: null };
  }

  /** Filled in with what the caller owes, as far as it is known. */
  @Get(':feed/template')
  async template(
    @CurrentPrincipal() principal: Principal,
    @Param('feed', { schema: FeedName }) feed: string,
    @Query({ schema: TemplateQuery }) { format }: TemplateQuery,
    @Res() response: Response,
  ): Promise<void> {
    const table = await this.templates.template(principal, feed);
    response.attachment(`${feed}-template.${format}`);
    if (format === 'csv') response.type('text/csv; charset=utf-8; header=present').send(templateCsv(table));
    else await pipeline(templateWorkbook(table), response);
  }

  /** Every real feed has a route of its own at the service that owns it; this one only answers for names that nobody owns. */
  @Post(':feed/submissions')
  refuseUnknown(@Param('feed', { schema: FeedName }) feed: string, @Next() next: NextFunction): void {
    assertFeedExists(feed);
    next();
  }
}
