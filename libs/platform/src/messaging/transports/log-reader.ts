import { schemaOf, type ServiceName } from '@cdc/contracts';
import { type RawEvent } from '../event-delivery.js';

/** Most events of one batch, and the most bytes of their data: whichever comes first bounds a reader's memory. */
const BATCH_EVENTS = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;

/** Runs one statement and gives its rows: a DataSource, an EntityManager, or a connection of its own. */
export interface Queryable {
  query<Row>(sql: string, parameters: unknown[]): Promise<Row[]>;
}

/** A stretch of a log: the events of the wanted types, and the position up to which it was looked at (null: nothing new). */
export interface LogStretch {
  readonly events: readonly RawEvent[];
  readonly upTo: string | null;
}

/**
 * Reads what follows a reader's low-water mark in `consumer_offset`. One number is enough, because positions become visible in commit order.
 * @param reader name of the consumer, or of what else keeps a mark there
 * @param types wanted types of event; others are passed over
 */
export async function readLog(database: Queryable, reader: string, source: ServiceName, types: readonly string[]): Promise<LogStretch> {
  const rows = await database.query<Omit<RawEvent, 'data'> & { data: string | null }>(
    `select position, event_id as id, type, subject, instant, traceparent, case when type = any($3) then data::text end as data from (
       select *, sum(bytes) over (order by position) - bytes as before from (
         select * from ${schemaOf(source)}.outbox
         where position > coalesce((select position from consumer_offset where consumer = $1 and source = $2), 0)
         order by position limit ${BATCH_EVENTS}
       ) head
     ) sized where before < ${BATCH_BYTES} order by position`,
    [reader, source, types],
  );
  return { events: rows.filter((row): row is RawEvent => row.data !== null), upTo: rows.at(-1)?.position ?? null };
}
