import { Injectable } from '@nestjs/common';
import { DomainError, SERVICES, envelopeAttributes, schemaOf, type EventEnvelope, type LoggedEvent, type ServiceName } from '@cdc/contracts';
import { UnitOfWork, decodeCursor, encodeCursor } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { z } from 'zod';

interface SourcedEvent extends LoggedEvent {
  readonly source: ServiceName;
  readonly data: unknown;
}

export interface EventPage {
  readonly items: readonly EventEnvelope[];
  /** Where to go on now; null when there is nothing more yet. */
  readonly next: string | null;
  /** Where to go on later, when more has been published. */
  readonly cursor: string;
}

/** Two columns of text for each service: its name, and the last position that was read. */
const Cursor = z.array(z.string().max(32)).max(2 * SERVICES.length);

/** Reads the log of record of every service as one stream, oldest first. */
@Injectable()
export class EventReplayReadModel {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(after: string | undefined, limit: number): Promise<EventPage> {
    const read = after === undefined ? new Map<ServiceName, string>() : positionsOf(decodeCursor(Cursor, after));
    return this.unitOfWork.read('all', async (manager) => {
      const ahead: SourcedEvent[] = [];
      for (const source of await publishers(manager))
        ahead.push(...(await following(manager, source, read.get(source) ?? '0', limit + 1)));
      // Instants never fall within one log, so this keeps each log in its own order.
      ahead.sort((left, right) => left.instant.getTime() - right.instant.getTime());
      const page = ahead.slice(0, limit);
      for (const { source, position } of page) read.set(source, position);
      const cursor = encodeCursor([...read].flat());
      return { items: page.map((one) => ({ ...envelopeAttributes(one.source, one), data: one.data })), next: ahead.length > limit ? cursor : null, cursor };
    });
  }
}

function positionsOf(cursor: readonly string[]): Map<ServiceName, string> {
  const read = new Map<ServiceName, string>();
  for (let index = 0; index < cursor.length; index += 2) {
    const service = SERVICES.find(({ name }) => name === cursor[index]);
    const position = cursor[index + 1] ?? '';
    if (!service || !/^\d{1,18}$/.test(position))
      throw new DomainError(
        'invalid',
        'INVALID_CURSOR',
        'The cursor is not one that this list gave. Start again without "after".',
      );
    read.set(service.name, position);
  }
  return read;
}

/** Services whose log exists; one that was never started has none. */
async function publishers(manager: EntityManager): Promise<readonly ServiceName[]> {
  const rows: { name: ServiceName }[] = await manager.query(
    `select name from unnest($1::text[], $2::text[]) as s (name, outbox) where to_regclass(outbox) is not null`,
    [SERVICES.map(({ name }) => name), SERVICES.map(({ name }) => `${schemaOf(name)}.outbox`)],
  );
  return rows.map(({ name }) => name);
}

async function following(
  manager: EntityManager,
  source: ServiceName,
  position: string,
  limit: number,
): Promise<readonly SourcedEvent[]> {
  const rows: Omit<SourcedEvent, 'source'>[] = await manager.query(
    `select position, event_id as id, type, subject, instant, traceparent, data from ${schemaOf(source)}.outbox where position > $1 order by position limit $2`,
    [position, limit],
  );
  return rows.map((row) => ({ ...row, source }));
}
