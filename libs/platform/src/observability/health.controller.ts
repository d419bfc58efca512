import { Controller, Get, Header, Inject } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult, type HealthIndicatorResult } from '@nestjs/terminus';
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
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.result('serving', this.serving.accepting ? [] : ['closing']),
      () => this.database(),
      () => this.result('consumers', this.consumers.troubles()),
      () => this.result('jobs', this.jobs.stopped()),
    ]);
  }

  @Get('metrics')
  @Header('Content-Type', metricsRegistry.contentType)
  metrics(): Promise<string> {
    return metricsRegistry.metrics();
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
