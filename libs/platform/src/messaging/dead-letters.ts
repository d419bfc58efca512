import { DomainError, schemaOf, type ServiceName } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { type RawEvent } from './event-delivery.js';

/** An event that a consumer could not apply, as an operator sees it. Its data stay in the source's log. */
export interface DeadLetter {
  readonly id: string;
  readonly source: ServiceName;
  readonly position: string;
  readonly eventId: string;
  readonly type: string;
  readonly subject: string;
  readonly error: string;
  readonly attempts: number;
  readonly failedAt: Date;
  readonly replayedAt: Date | null;
}

const COLUMNS = `dead_letter_id as id, source, position, event_id as "eventId", type, subject, error, attempts, failed_at as "failedAt", replayed_at as "replayedAt"`;

/** The newest dead letters of a consumer, those not yet replayed first. */
export async function listDeadLetters(dataSource: DataSource, consumer: ServiceName, limit: number): Promise<DeadLetter[]> {
  return dataSource.query(`select ${COLUMNS} from dead_letter where consumer = $1 order by replayed_at is not null, dead_letter_id desc limit $2`, [consumer, limit]);
}

/** A dead letter with its event from the log. @throws DomainError UNKNOWN_DEAD_LETTER when there is none, or it was replayed */
export async function findParked(dataSource: DataSource, consumer: ServiceName, id: string): Promise<{ source: ServiceName; event: RawEvent }> {
  const letters: DeadLetter[] = await dataSource.query(`select ${COLUMNS} from dead_letter where consumer = $1 and dead_letter_id = $2 and replayed_at is null`, [consumer, id]);
  const letter = letters[0];
  if (!letter) throw new DomainError('not-found', 'UNKNOWN_DEAD_LETTER', `${consumer} has no dead letter ${id} that waits to be replayed.`, { id });
  const events: RawEvent[] = await dataSource.query(
    `select event_id as id, type, subject, position, instant, traceparent, data::text as data from ${schemaOf(letter.source)}.outbox where position = $1`,
    [letter.position],
  );
  const event = events[0];
  if (!event) throw new DomainError('conflict', 'EVENT_NOT_IN_LOG', `The log of ${letter.source} has no event at ${letter.position}.`, { id });
  return { source: letter.source, event };
}
