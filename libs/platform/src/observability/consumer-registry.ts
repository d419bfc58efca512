import { Injectable } from '@nestjs/common';
import { type PostgresEventTransport } from '../messaging/transports/postgres-event.transport.js';

/** The event consumers of this process, for readiness. */
@Injectable()
export class ConsumerRegistry {
  private readonly transports: Pick<PostgresEventTransport, 'health'>[] = [];

  add(transport: Pick<PostgresEventTransport, 'health'>): void {
    this.transports.push(transport);
  }

  /** `consumer<source: state` of every delivery that does not run. */
  troubles(): string[] {
    return this.transports.flatMap(({ health }) =>
      Object.entries(health.sources)
        .filter(([, state]) => state !== 'running')
        .map(([source, state]) => `${health.consumer} < ${source}: ${state}`),
    );
  }
}
