import { schemaOf, type ServiceName } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { type RawEvent } from '../event-delivery.js';

/** Most events of one batch, and the most bytes of their data: whichever comes first bounds a consumer's memory. */
const BATCH_EVENTS = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;

/** A stretch of a log: the events of the wanted types, and the position up to which it was looked at (null: nothing new). */
export interface LogStretch {
  readonly events: readonly RawEvent[];
  readonly upTo: string | null;
}

interface OutboxRow {
  position: string;
  event_id: string;
  type: string;
  subject: string;
  instant: Date;
  data: unknown;
}

/** Reads what follows a consumer's low-water mark. One number is enough, because positions become visible in commit order. */
export async function readLog(dataSource: DataSource, consumer: ServiceName, source: ServiceName, types: readonly string[]): Promise<LogStretch> {
  const ends: { up_to: string | null }[] = await dataSource.query(
    `select max(position) as up_to from (
       select position, sum(bytes) over (order by position) - bytes as before from (
         select position, bytes from ${schemaOf(source)}.outbox
         where position > coalesce((select position from consumer_offset where consumer = $1 and source = $2), 0)
         order by position limit ${BATCH_EVENTS}
       ) head
     ) sized where before < ${BATCH_BYTES}`,
    [consumer, source],
  );
  const upTo = ends[0]?.up_to ?? null;
  if (upTo === null) return { events: [], upTo };
  const rows: OutboxRow[] = await dataSource.query(
    `select position, event_id, type, subject, instant, data from ${schemaOf(source)}.outbox
     where position > coalesce((select position from consumer_offset where consumer = $1 and source = $2), 0)
       and position <= $3 and type = any($4) order by position`,
    [consumer, source, upTo, types],
  );
  return { events: rows.map(({ event_id: id, ...row }) => ({ id, ...row })), upTo };
}
