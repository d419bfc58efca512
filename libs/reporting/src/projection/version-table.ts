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
  const columns = Object.entries<string>(table.columns);
  const names = columns.map(([name]) => name);
  const values = columns.map(([name, type]) => `${name}::${type}`);
  const parameters = columns.map((_, index) => `$${index + 1}::text[]`);
  await manager.query(
    `insert into ${table.name} (${names.join(', ')}) select ${values.join(', ')} from unnest(${parameters.join(', ')}) as r (${names.join(', ')}) on conflict do nothing`,
    columns.map(([name, type]) => rows.map((row) => literalOf(row[name as keyof Row], type))),
  );
}

/** A value as PostgreSQL reads it from text. Lists go as array literals, which it reads many times quicker than JSON. */
function literalOf(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null;
  if ((type === 'int[]' || type === 'bigint[]') && Array.isArray(value)) return `{${value.map((one) => (one === null ? 'NULL' : String(one))).join(',')}}`;
  if (type === 'text[]' && Array.isArray(value)) return `{${value.map((one) => JSON.stringify(one)).join(',')}}`;
  return type === 'jsonb' ? JSON.stringify(value) : String(value);
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
