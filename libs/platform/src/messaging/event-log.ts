import { Injectable } from '@nestjs/common';
import { schemaOf, type ServiceName } from '@cdc/contracts';
import { type DataSource, type EntityManager } from 'typeorm';

/** A cut through the log: per service the last position that counts, as text. */
export type LogCut = Readonly<Partial<Record<ServiceName, string>>>;

/** Questions about the log of record, for the services that may read outboxes. */
@Injectable()
export class EventLog {
  /** The newest position of each service's log. */
  async heads(manager: EntityManager | DataSource, services: readonly ServiceName[]): Promise<LogCut> {
    return this.cut(manager, services, 'true', []);
  }

  /** The last position of each log whose Clock instant is not after `instant`. */
  async cutAt(manager: EntityManager | DataSource, services: readonly ServiceName[], instant: Date): Promise<LogCut> {
    return this.cut(manager, services, 'instant <= $1', [instant]);
  }

  /** The positions up to which `consumer` has applied each source. */
  async applied(manager: EntityManager | DataSource, consumer: ServiceName): Promise<LogCut> {
    const rows: { source: ServiceName; position: string }[] = await manager.query('select source, position from consumer_offset where consumer = $1', [consumer]);
    return Object.fromEntries(rows.map((row) => [row.source, row.position]));
  }

  private async cut(manager: EntityManager | DataSource, services: readonly ServiceName[], condition: string, parameters: unknown[]): Promise<LogCut> {
    if (services.length === 0) return {};
    const heads = services.map((service) => `select '${service}' as service, coalesce(max(position), 0)::text as position from ${schemaOf(service)}.outbox where ${condition}`);
    const rows: { service: ServiceName; position: string }[] = await manager.query(heads.join(' union all '), parameters);
    return Object.fromEntries(rows.map(({ service, position }) => [service, position]));
  }
}
