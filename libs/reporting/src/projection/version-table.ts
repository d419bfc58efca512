import { type ServiceName } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';

/** What every version row has: the place in its source's log of the event that stated it. */
export interface Versioned {
  readonly position: string;
}

/** A table of a projection: one row for each value that a key ever had. Rows are only added, so every cut through the log stays readable. */
export interface VersionTable<Row extends Versioned> {
  readonly name: string;
  /** The service whose log the positions belong to. */
  readonly source: ServiceName;
  /** Columns that name the thing, `position` apart; with it they are the primary key. */
  readonly key: readonly (keyof Row & string)[];
  /** Every column with its SQL type. */
  readonly columns: Readonly<Record<keyof Row & string, string>>;
}

/** Adds versions in one statement. A doubled event adds nothing; a late one takes its place by its position. */
export async function addVersions<Row extends Versioned>(
  manager: EntityManager,
  table: VersionTable<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(table.columns).join(', ');
  const typed = Object.entries(table.columns)
    .map(([name, type]) => `${name} ${String(type)}`)
    .join(', ');
  await manager.query(
    `insert into ${table.name} (${names}) select ${names} from json_to_recordset($1::json) as r (${typed}) on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

/**
 * Reads a projection as it stood at a cut: of each key the newest version whose position is not after the cut.
 * @param condition SQL on key columns; its parameters start at $2
 */
export async function versionsAt<Row extends Versioned>(
  manager: EntityManager,
  table: VersionTable<Row>,
  position: string,
  condition = 'true',
  parameters: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const key = table.key.join(', ');
  return manager.query(
    `select distinct on (${key}) * from ${table.name} where position <= $1 and (${condition}) order by ${key}, position desc`,
    [position, ...parameters],
  );
}
