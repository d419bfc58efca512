import { Controller, Get, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { ACTIVITY_BASES, DomainError, testCodeOf } from '@cdc/contracts';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { z } from 'zod';
import { activityItems, type ActivityItem } from './activity-items.model.js';
import { FigureQuery } from './figure-query.js';
import { FigureQuestionService, type FigureAnswer } from './figure-question.service.js';

const ActivityQuery = FigureQuery.extend({
  test: z.string().max(100).optional().describe('One test; any known spelling'),
  basis: z.enum(ACTIVITY_BASES).optional(),
});

@Controller('api/v1/activity')
export class ActivityController {
  constructor(private readonly questions: FigureQuestionService) {}

  @Get()
  @RequirePermission('activity.read')
  async ask(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ActivityQuery }) { test, basis, ...question }: z.infer<typeof ActivityQuery>,
  ): Promise<FigureAnswer<ActivityItem>> {
    const filter = { test: test === undefined ? undefined : knownTest(test), basis };
    return this.questions.ask(principal, 'activity', question, (content) => activityItems(content, filter));
  }
}

function knownTest(spelling: string): string {
  const test = testCodeOf(spelling);
  if (test === undefined)
    throw new DomainError(
      'invalid',
      'UNKNOWN_TEST',
      `There is no test ${spelling}. Tests have the codes of DM01 and of the CDC range, like MRI or PHLEBOTOMY.`,
      { test: spelling },
    );
  return test;
}
