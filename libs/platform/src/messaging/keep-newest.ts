import { type EventBatch } from './on-events.decorator.js';

export interface NewestTable<Data> {
  readonly table: string;
  /** Its primary key: one column, with the subject of the events. */
  readonly key: string;
  /** Its columns but `position`. */
  readonly row: (data: Data) => Readonly<Record<string, unknown>>;
}

/**
 * Keeps a table in step with what another service publishes: one row for each subject, as the last event about it says. The row keeps the
 * position of that event in `position`, so that a late or doubled event, being older than the row, changes nothing.
 */
export async function keepNewest<Data>({ events, manager }: EventBatch<Data>, { table, key, row }: NewestTable<Data>): Promise<void> {
  // A batch is in the order of the log, and one statement may touch a row once.
  const newest = [...new Map(events.map((event) => [event.subject, event])).values()];
  const rows = newest.map(({ data, position }) => ({ ...row(data), position }));
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const changes = columns.filter((column) => column !== key).map((column) => `${column} = excluded.${column}`);
  await manager.query(
    `insert into ${table} (${columns.join()}) select ${columns.join()} from json_populate_recordset(null::${table}, $1::json)
     on conflict (${key}) do update set ${changes.join()} where ${table}.position < excluded.position`,
    [JSON.stringify(rows)],
  );
}
