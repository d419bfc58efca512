import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { RequirePermission } from '../identity/require-permission.decorator.js';
import { ConsumerRegistry } from '../observability/consumer-registry.js';
import { type DeadLetter } from './dead-letters.js';

const DeadLetterId = z.string().regex(/^\d{1,18}$/, 'a dead letter is named by a whole number');
type DeadLetterId = z.infer<typeof DeadLetterId>;

/** For operators: which events a consumer could not apply, and one more try after the cause is mended. */
@Controller('api/v1/operations/:consumer/dead-letters')
@RequirePermission('operations.manage')
export class DeadLetterController {
  constructor(private readonly consumers: ConsumerRegistry) {}

  @Get()
  async list(@Param('consumer') consumer: string): Promise<{ items: DeadLetter[]; next: null }> {
    return { items: await this.consumers.named(consumer).deadLetters(), next: null };
  }

  @Post(':id/replay')
  @HttpCode(200)
  async replay(@Param('consumer') consumer: string, @Param('id', { schema: DeadLetterId }) id: DeadLetterId): Promise<{ replayed: string }> {
    await this.consumers.named(consumer).replay(id);
    return { replayed: id };
  }
}
