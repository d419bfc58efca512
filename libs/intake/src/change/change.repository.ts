import { type EntityManager } from 'typeorm';
import { MAX_CHANGES_KEPT, percentChange, type CellChange } from './change.model.js';

/** A change as the API shows it. */
export interface ShownChange extends CellChange {
  readonly percent: number | null;
}

/** Keeps the first {@link MAX_CHANGES_KEPT}, in the order given. */
export async function keepChanges(manager: EntityManager, submissionId: string, changes: readonly CellChange[]): Promise<void> {
  if (changes.length === 0) return;
  await manager.query(
    `insert into submission_change (submission_id, ordinal, kind, row_number, key, column_name, old_value, new_value)
     select $1, c.ordinal, c.item->>'kind', (c.item->>'row')::int, c.item->'key', c.item->>'column', c.item->'old', c.item->'new'
     from json_array_elements($2::json) with ordinality as c (item, ordinal)`,
    [submissionId, JSON.stringify(changes.slice(0, MAX_CHANGES_KEPT))],
  );
}

export async function forgetChanges(manager: EntityManager, submissionId: string): Promise<void> {
  await manager.query('delete from submission_change where submission_id = $1', [submissionId]);
}

/** The kept changes after `ordinal`, at most `limit`. */
export async function changesAfter(manager: EntityManager, submissionId: string, ordinal: number, limit: number): Promise<{ ordinal: number; item: ShownChange }[]> {
  const rows: { ordinal: number; item: CellChange }[] = await manager.query(
    `select ordinal, json_build_object('kind', kind, 'row', row_number, 'key', key, 'column', column_name, 'old', old_value, 'new', new_value) as item
     from submission_change where submission_id = $1 and ordinal > $2 order by ordinal limit $3`,
    [submissionId, ordinal, limit],
  );
  return rows.map((row) => ({ ordinal: row.ordinal, item: shownChange(row.item) }));
}

export function shownChange(change: CellChange): ShownChange {
  return { ...change, percent: percentChange(change.old, change.new) };
}
