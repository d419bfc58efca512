import { Controller, Get, Header, Next, Param, Post, Query, Res } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { CurrentPrincipal, RequirePermission, type Page } from '@cdc/platform';
import { type NextFunction, type Response } from 'express';
import { z } from 'zod';
import { assertFeedExists, feedItems, feedTemplate, type FeedItem } from './feed-catalogue.model.js';

const TemplateQuery = z.object({ format: z.enum(['csv']).default('csv') });
const FeedName = z.string().max(100);

@Controller('api/v1/feeds')
@RequirePermission('feed.read')
export class FeedCatalogueController {
  @Get()
  list(@CurrentPrincipal() principal: Principal): Page<FeedItem> {
    return { items: feedItems(principal), next: null };
  }

  @Get(':feed/template')
  @Header('Content-Type', 'text/csv; charset=utf-8; header=present')
  template(
    @Param('feed', { schema: FeedName }) feed: string,
    @Query({ schema: TemplateQuery }) _query: z.infer<typeof TemplateQuery>,
    @Res({ passthrough: true }) response: Response,
  ): string {
    const template = feedTemplate(feed);
    response.set('Content-Disposition', `attachment; filename="${feed}-template.csv"`);
    return template;
  }

  /** Every real feed has a route of its own at the service that owns it; this one only answers for names that nobody owns. */
  @Post(':feed/submissions')
  refuseUnknown(@Param('feed', { schema: FeedName }) feed: string, @Next() next: NextFunction): void {
    assertFeedExists(feed);
    next();
  }
}
