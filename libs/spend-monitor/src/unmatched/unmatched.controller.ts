import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { BUDGET_LINES, SPEND_KINDS } from '@cdc/contracts';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { z } from 'zod';
import { unknownLedgerLine } from './match.errors.js';
import { MatchService } from './match.service.js';
import { UnmatchedQuery, UnmatchedReadModel, type LedgerLineView, type UnmatchedPage } from './unmatched.read-model.js';

const MatchBody = z.object({
  cdcCode: z.string().trim().min(1).max(50).nullish().transform((code) => code ?? null).describe('Centre that it was spent on; needed where the line is spent by centre'),
  kind: z.enum(SPEND_KINDS),
  line: z.enum(BUDGET_LINES.map(({ code }) => code)),
  reason: z.string().trim().min(1).max(500).describe('How this was found out'),
});

@Controller('api/v1/spend/unmatched')
export class UnmatchedController {
  constructor(
    private readonly readModel: UnmatchedReadModel,
    private readonly matches: MatchService,
  ) {}

  @Get()
  @RequirePermission('ledger.read')
  async unmatched(@Query({ schema: UnmatchedQuery }) query: UnmatchedQuery): Promise<UnmatchedPage> {
    return this.readModel.unmatched(query);
  }

  @Post(':id/match')
  @HttpCode(200)
  @RequirePermission('ledger.match')
  async match(@CurrentPrincipal() principal: Principal, @Param('id') id: string, @Body({ schema: MatchBody }) body: z.infer<typeof MatchBody>): Promise<LedgerLineView> {
    if (!/^\d{1,18}$/.test(id)) throw unknownLedgerLine(id);
    return this.matches.match(principal, id, body);
  }
}
