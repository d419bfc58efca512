import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { DomainError } from '@cdc/contracts';
import { Clock, ENV, RequirePermission, type Env } from '@cdc/platform';
import { z } from 'zod';
import { ChaseService } from '../chasing/chase.service.js';
import { SlotService } from '../schedule/slot.service.js';

const ClockBody = z.object({
  now: z.iso.datetime({ offset: true }).describe('Where the Clock shall stand; never before its present'),
});

@Controller('api/v1/clock')
export class ClockController {
  constructor(
    private readonly clock: Clock,
    private readonly slots: SlotService,
    private readonly chases: ChaseService,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** Answers when everything that has become due has its edition, and every reminder is decided. */
  @Post()
  @HttpCode(200)
  @RequirePermission('clock.move')
  async move(@Body({ schema: ClockBody }) { now }: z.infer<typeof ClockBody>): Promise<{ now: string }> {
    if (this.env.CDC_MODE !== 'development')
      throw new DomainError('not-found', 'NOT_FOUND', 'There is nothing at this address.');
    await this.clock.moveTo(new Date(now));
    await this.slots.decideAllDue();
    await this.chases.decideAllDue();
    return { now: this.clock.now().toISOString() };
  }
}
