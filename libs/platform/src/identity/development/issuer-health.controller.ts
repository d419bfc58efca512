import { Controller, Get, Res } from '@nestjs/common';
import { type Response } from 'express';
import { ServingState } from '../../observability/serving-state.js';

/** Health of the issuer's own process, in the form of the services' answer. It needs nothing of others. */
@Controller('health')
export class IssuerHealthController {
  constructor(private readonly serving: ServingState) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  ready(@Res() response: Response): void {
    const { accepting } = this.serving;
    const details = { serving: { status: accepting ? 'up' : 'down' } };
    response.status(accepting ? 200 : 503).json({ status: accepting ? 'ok' : 'error', details });
  }
}
