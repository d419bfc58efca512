import { Controller, Get, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { BUDGET_LINES, SPEND_KINDS } from '@cdc/contracts';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { z } from 'zod';
import { FigureQuery } from './figure-query.js';
import { FigureQuestionService, type FigureAnswer } from './figure-question.service.js';
import { spendItems, type SpendItem } from './spend-items.model.js';

const SpendQuery = FigureQuery.extend({
  kind: z.enum(SPEND_KINDS).optional(),
  line: z.enum(BUDGET_LINES.map(({ code }) => code)).optional(),
  basis: z.enum(['posted']).default('posted').describe('posted: what ledgers hold, without accruals and commitments'),
});

@Controller('api/v1/spend')
export class SpendController {
  constructor(private readonly questions: FigureQuestionService) {}

  @Get()
  @RequirePermission('spend.read')
  async ask(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: SpendQuery }) { kind, line, ...question }: z.infer<typeof SpendQuery>,
  ): Promise<FigureAnswer<SpendItem>> {
    return this.questions.ask(principal, 'spend', question, (content) => spendItems(content, { kind, line }));
  }
}
