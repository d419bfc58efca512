import { type EventBatch } from './on-events.decorator.js';

type Columns = Readonly<Record<string, unknown>>;

export interface NewestTable<Data> {
  readonly table: string;
  /** Its primary key: one column, with the subject of the events. */
  readonly key: string;
  /** The columns that these events tell of, with the key. */
  readonly row: (data: Data) => Columns;
  /** The column with the log position of the event that told them last. Default: `position`. */
  readonly position?: string;
  /** What other events tell, until one of them does. */
  readonly atFirst?: Columns;
}

/**
 * Keeps a table in step with what another service publishes: one row for each subject, as the last event about it says. A late or doubled
 * event, being no newer than the row, changes nothing.
 */
export async function keepNewest<Data>({ events, manager }: EventBatch<Data>, options: NewestTable<Data>): Promise<void> {
  const { table, key, row, position = 'position', atFirst = {} } = options;
  // A batch is in the order of the log, and one statement may touch a row once.
  const newest = [...new Map(events.map((event) => [event.subject, event])).values()];
  const rows = newest.map((event) => ({ ...row(event.data), [position]: event.position, ...atFirst }));
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const changes = columns.filter((column) => column !== key && !(column in atFirst)).map((column) => `${column} = excluded.${column}`);
  await manager.query(
    `insert into ${table} (${columns.join()}) select ${columns.join()} from json_populate_recordset(null::${table}, $1::json)
     on conflict (${key}) do update set ${changes.join()} where ${table}.${position} < excluded.${position}`,
    [JSON.stringify(rows)],
  );
}
