import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { LEVELS } from '@cdc/contracts';
import { CurrentPrincipal, RequirePermission } from '@cdc/platform';
import { z } from 'zod';
import { RECIPIENT_KINDS } from './recipient-kinds.js';
import { type ScopeRecipients } from './recipient.repository.js';
import { RecipientService } from './recipient.service.js';

const MOST_RECIPIENTS = 200;

const Kind = z.enum(RECIPIENT_KINDS);
const RecipientsBody = z.object({
  scope: z.object({ level: z.enum(LEVELS), code: z.string().min(1).max(64) }),
  recipients: z
    .array(
      z.object({
        email: z.email().max(254),
        // A name becomes part of a mail's header, where a line break would begin another one.
        name: z
          .string()
          .trim()
          .min(1)
          .max(120)
          .regex(/^\P{Cc}*$/u)
          .nullable()
          .default(null),
      }),
    )
    .max(MOST_RECIPIENTS)
    .describe('The whole list of the scope; an empty one stops its mails'),
});

@Controller('api/v1/reports/:kind/recipients')
export class RecipientController {
  constructor(private readonly recipients: RecipientService) {}

  @Get()
  @RequirePermission('report.address')
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('kind', { schema: Kind }) kind: z.infer<typeof Kind>,
  ): Promise<{ items: readonly ScopeRecipients[] }> {
    return { items: await this.recipients.list(principal, kind) };
  }

  @Put()
  @RequirePermission('report.address')
  replace(
    @CurrentPrincipal() principal: Principal,
    @Param('kind', { schema: Kind }) kind: z.infer<typeof Kind>,
    @Body({ schema: RecipientsBody }) body: z.infer<typeof RecipientsBody>,
  ): Promise<ScopeRecipients> {
    return this.recipients.replace(principal, kind, body);
  }
}
