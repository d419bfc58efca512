import { Controller, Get, Param, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { CurrentPrincipal, RequirePermission, type Page } from '@cdc/platform';
import { z } from 'zod';
import { OnTimeService, type OnTimeView } from './on-time.service.js';
import { ExpectedQuery, ExpectedService, type ExpectedView, type OpenPeriodView, type OwedView, type WindowView } from './expected.service.js';

const RegionQuery = z.object({ region: z.string().max(10).describe('Region code') });
const WindowQuery = z.object({ period: z.string().max(10).optional().describe('The Sunday that ends the week, or the month; else the last that has ended') });

@Controller('api/v1')
export class ExpectedController {
  constructor(
    private readonly expected: ExpectedService,
    private readonly onTime: OnTimeService,
  ) {}

  @Get('expected')
  @RequirePermission('activity.read')
  cells(@CurrentPrincipal() principal: Principal, @Query({ schema: ExpectedQuery }) query: ExpectedQuery): Promise<ExpectedView> {
    return this.expected.cells(principal, query);
  }

  @Get('expected/returns')
  @RequirePermission('submission.read')
  async owed(@CurrentPrincipal() principal: Principal, @Query({ schema: RegionQuery }) { region }: z.infer<typeof RegionQuery>): Promise<Page<OwedView>> {
    return { items: [...(await this.expected.owed(principal, region))], next: null };
  }

  @Get('expected/reopenings')
  @RequirePermission('submission.read')
  async reopened(@CurrentPrincipal() principal: Principal, @Query({ schema: RegionQuery }) { region }: z.infer<typeof RegionQuery>): Promise<Page<OpenPeriodView>> {
    return { items: [...(await this.expected.reopened(principal, region))], next: null };
  }

  @Get('expected/on-time')
  @RequirePermission('submission.read')
  calendar(@CurrentPrincipal() principal: Principal, @Query({ schema: RegionQuery }) { region }: z.infer<typeof RegionQuery>): Promise<OnTimeView> {
    return this.onTime.calendar(principal, region);
  }

  @Get('feeds/:feed/windows')
  @RequirePermission('feed.read')
  windows(
    @CurrentPrincipal() principal: Principal,
    @Param('feed', { schema: z.string().max(100) }) feed: string,
    @Query({ schema: WindowQuery }) { period }: z.infer<typeof WindowQuery>,
  ): Promise<WindowView> {
    return this.expected.windows(principal, feed, period);
  }
}
