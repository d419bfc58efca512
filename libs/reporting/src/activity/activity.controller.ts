import { Controller, Get, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { ACTIVITY_BASES, LEVELS } from '@cdc/contracts';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { z } from 'zod';
import { ActivityService, type ActivityAnswer } from './activity.service.js';

const ActivityQuery = z.object({
  level: z.enum(LEVELS),
  code: z.string().min(1).max(64),
  grain: z.enum(['week', 'month']),
  from: z.string().describe('First period: the ending Sunday of a week, or a month'),
  to: z.string().describe('Last period'),
  test: z.string().max(100).optional().describe('One test; any known spelling'),
  basis: z.enum(ACTIVITY_BASES).optional(),
  asAt: z.string().max(400).optional().describe('A time, the id of an edition, or service:position,…'),
});

@Controller('api/v1/activity')
export class ActivityController {
  constructor(private readonly activity: ActivityService) {}

  @Get()
  @RequirePermission('activity.read')
  ask(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ActivityQuery }) query: z.infer<typeof ActivityQuery>,
  ): Promise<ActivityAnswer> {
    return this.activity.ask(principal, query);
  }
}
