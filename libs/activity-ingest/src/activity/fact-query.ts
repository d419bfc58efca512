import { type EntityManager } from 'typeorm';

/**
 * A question over many facts, in a transaction that may have copied a million of them a moment ago. The planner knows nothing of those and would
 * take nested loops and small sorts for them.
 */
export async function queryFacts<Row>(manager: EntityManager, statement: string, values: readonly unknown[]): Promise<Row[]> {
  await manager.query("select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)");
  const rows: Row[] = await manager.query(statement, [...values]);
  await manager.query("select set_config('enable_nestloop', 'on', true)");
  return rows;
}
