import { Body, Controller, Get, Post, Query, Req, type Type } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { type WindowedFeed } from '@cdc/contracts';
import { CurrentPrincipal, PageQuery, RequirePermission, type Page } from '@cdc/platform';
import { type Request } from 'express';
import { z } from 'zod';
import { ReopeningService, type ReopeningView } from './reopening.service.js';

const ReopeningBody = z.object({
  regionCode: z.string().trim().max(10).nullable().default(null).describe('Region that may send again; null for every region'),
  period: z.string().trim().max(20).describe('The Sunday that ends the week, or the month'),
  reason: z.string().trim().min(3).max(500).describe('Why the period is opened again'),
  expiresAt: z.iso.datetime({ offset: true }).describe('When it is locked again'),
});

/** The reopenings of the feeds of one service; paths are literal by feed, as those of submissions are. */
export function reopeningController(feeds: readonly WindowedFeed[]): Type {
  const paths = feeds.map((feed) => `feeds/${feed}/reopenings`);
  const feedOf = (request: Request): WindowedFeed => request.path.split('/')[4] as WindowedFeed;

  @Controller('api/v1')
  class ReopeningController {
    constructor(private readonly reopenings: ReopeningService) {}

    @Post(paths)
    @RequirePermission('period.reopen')
    reopen(@CurrentPrincipal() principal: Principal, @Req() request: Request, @Body({ schema: ReopeningBody }) body: z.infer<typeof ReopeningBody>): Promise<ReopeningView> {
      return this.reopenings.reopen(principal, feedOf(request), { ...body, expiresAt: new Date(body.expiresAt) });
    }

    @Get(paths)
    @RequirePermission('feed.read')
    list(@CurrentPrincipal() principal: Principal, @Req() request: Request, @Query({ schema: PageQuery }) query: PageQuery): Promise<Page<ReopeningView>> {
      return this.reopenings.list(principal, feedOf(request), query);
    }
  }
  return ReopeningController;
}
