import { type EntityManager } from 'typeorm';
import { percentChange, type CellChange } from './change.model.js';

/** A change as the API shows it. */
export interface ShownChange extends CellChange {
  readonly percent: number | null;
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
