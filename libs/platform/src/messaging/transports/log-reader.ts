import { schemaOf, type ServiceName } from '@cdc/contracts';
import { type RawEvent } from '../event-delivery.js';

/** Most events of one batch, and the most bytes of their data: whichever comes first bounds a reader's memory. */
const BATCH_EVENTS = 1_000;
const BATCH_BYTES = 4 * 1024 * 1024;

/** Runs one statement and gives its rows: a DataSource, an EntityManager, or a connection of its own. */
export interface Queryable {
  query<Row>(sql: string, parameters: unknown[]): Promise<Row[]>;
}

/** Where a reader of a log stands. @param reader name of the consumer, or of what else keeps a mark */
export async function readMark(database: Queryable, reader: string, source: ServiceName): Promise<string> {
  const rows = await database.query<{ position: string }>('select position from consumer_offset where consumer = $1 and source = $2', [reader, source]);
  return rows[0]?.position ?? '0';
}

/** A stretch of a log: the events of the wanted types, and the position up to which it was looked at (null: nothing new). */
export interface LogStretch {
  readonly events: readonly RawEvent[];
  readonly upTo: string | null;
}

/**
 * Reads what follows a position. One number is enough, because positions become visible in commit order.
 * @param after the last position that was read; 0 for the whole log
 * @param types wanted types of event; others are passed over
 */
export async function readLog(database: Queryable, source: ServiceName, after: string, types: readonly string[]): Promise<LogStretch> {
  const rows = await database.query<Omit<RawEvent, 'data'> & { data: string | null }>(
    `select position, event_id as id, type, subject, instant, traceparent, case when type = any($2) then data::text end as data from (
       select *, sum(bytes) over (order by position) - bytes as before from (
         select * from ${schemaOf(source)}.outbox
         where position > $1
         order by position limit ${BATCH_EVENTS}
       ) head
     ) sized where before < ${BATCH_BYTES} order by position`,
    [after, types],
  );
  return { events: rows.filter((row): row is RawEvent => row.data !== null), upTo: rows.at(-1)?.position ?? null };
}
