import { schemaOf, type ServiceName } from '@cdc/contracts';
import { type DataSource } from 'typeorm';
import { type RawEvent } from '../../event-delivery.js';

const MOST_MISSING = 100;

/**
 * How far a consumer has applied a source's log without a gap, where its events arrive on several partitions. Worked out from what was
 * really applied: the mark stands before the first event of a handled type that is neither in the inbox nor parked.
 */
export class LowWaterMark {
  constructor(
    private readonly dataSource: DataSource,
    private readonly consumer: ServiceName,
    private readonly source: ServiceName,
    private readonly types: readonly string[],
  ) {}

  /** Moves the mark as far as it can go. @returns the position of the event that it stands before; null when nothing is missing */
  async advance(): Promise<string | null> {
    const rows: { missing: string | null }[] = await this.dataSource.query(
      // A mark that is lost with the server is worked out again, so nobody waits until it is on disk.
      `with quick as (select set_config('synchronous_commit', 'off', true)), first_missing as (${this.missing('o.position', 1)}),
       reached as (select coalesce((select position - 1 from first_missing), (select max(position) from ${schemaOf(this.source)}.outbox), 0) as position),
       moved as (
         insert into consumer_offset (consumer, source, position) select $1, $2, position from reached, quick
         on conflict (consumer, source) do update set position = excluded.position where consumer_offset.position < excluded.position
       )
       select position as missing from first_missing`,
      [this.consumer, this.source, this.types],
    );
    return rows[0]?.missing ?? null;
  }

  /** The first events that are missing, in the order of the log. */
  async missingEvents(): Promise<RawEvent[]> {
    return this.dataSource.query(this.missing('o.position, o.event_id as id, o.type, o.subject, o.instant, o.traceparent, o.data::text as data', MOST_MISSING), [
      this.consumer,
      this.source,
      this.types,
    ]);
  }

  private missing(columns: string, limit: number): string {
    return `select ${columns} from ${schemaOf(this.source)}.outbox o
      where o.position > coalesce((select position from consumer_offset where consumer = $1 and source = $2), 0) and o.type = any($3)
        and not exists (select from inbox i where i.consumer = $1 and i.event_id = o.event_id)
        and not exists (select from dead_letter d where d.consumer = $1 and d.event_id = o.event_id)
      order by o.position limit ${limit}`;
  }
}
