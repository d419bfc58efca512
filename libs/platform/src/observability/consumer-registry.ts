import { Injectable } from '@nestjs/common';
import { DomainError } from '@cdc/contracts';
import { type EventTransport } from '../messaging/transports/event-transport.js';

type Consumer = Pick<EventTransport, 'health' | 'deadLetters' | 'replay'>;

/** The event consumers of this process, for readiness and for operators. */
@Injectable()
export class ConsumerRegistry {
  private readonly transports: Consumer[] = [];

  add(transport: Consumer): void {
    this.transports.push(transport);
  }

  /** @throws DomainError UNKNOWN_CONSUMER when no consumer of this process has the name */
  named(consumer: string): Consumer {
    const found = this.transports.find((one) => one.health.consumer === consumer);
    if (!found) throw new DomainError('not-found', 'UNKNOWN_CONSUMER', `There is no consumer ${consumer} here.`, { consumer });
    return found;
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
