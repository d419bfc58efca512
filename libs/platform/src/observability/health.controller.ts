import { Controller, Get, Header, Inject, Res, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult, type HealthIndicatorResult } from '@nestjs/terminus';
import { type Response } from 'express';
import { PLATFORM_POOL, type PlatformPool } from '../database/platform-pool.js';
import { Public } from '../identity/require-permission.decorator.js';
import { JobQueues } from '../jobs/job-queues.js';
import { ConsumerRegistry } from './consumer-registry.js';
import { metricsRegistry } from './metrics.js';
import { ServingState } from './serving-state.js';

/** Liveness asks nothing of others; readiness is false when the database is away, a consumer or worker stopped, or the process is closing. */
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly consumers: ConsumerRegistry,
    private readonly jobs: JobQueues,
    private readonly serving: ServingState,
    @Inject(PLATFORM_POOL) private readonly pool: PlatformPool,
  ) {}

  @Get('health/live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('health/ready')
  async ready(@Res() response: Response): Promise<void> {
    const result = await this.check();
    response.status(result.status === 'ok' ? 200 : 503).json(result);
  }

  @Get('metrics')
  @Header('Content-Type', metricsRegistry.contentType)
  metrics(): Promise<string> {
    return metricsRegistry.metrics();
  }

  /** What fails is the answer here, not an error: terminus throws it. */
  private async check(): Promise<HealthCheckResult> {
    const checked = this.health.check([
      () => this.result('serving', this.serving.accepting ? [] : ['closing']),
      () => this.database(),
      () => this.result('consumers', this.consumers.troubles()),
      async () => this.result('jobs', await this.jobs.troubles()),
    ]);
    try {
      return await checked;
    } catch (error) {
      if (error instanceof ServiceUnavailableException) return error.getResponse() as HealthCheckResult;
      throw error;
    }
  }

  private result(key: string, troubles: string[]): HealthIndicatorResult {
    const check = this.indicator.check(key);
    return troubles.length === 0 ? check.up() : check.down({ troubles });
  }

  private async database(): Promise<HealthIndicatorResult> {
    const check = this.indicator.check('database');
    const answer = this.pool.query('select 1').then(() => true, () => false);
    return (await answer) ? check.up() : check.down();
  }
}
