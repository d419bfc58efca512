import { type ErrorItem } from '@cdc/feeds';
import { type EntityManager } from 'typeorm';
import { MAX_CHANGES_KEPT, type CellChange } from '../change/change.model.js';

/** Keeps what a check found in place of what an earlier one did: every error, and the first {@link MAX_CHANGES_KEPT} changes, in the order given. */
export async function keepFindings(manager: EntityManager, submissionId: string, errors: readonly ErrorItem[], changes: readonly CellChange[] = []): Promise<void> {
  await manager.query('with changes as (delete from submission_change where submission_id = $1) delete from submission_error where submission_id = $1', [submissionId]);
  if (errors.length > 0) await addErrors(manager, submissionId, errors);
  if (changes.length > 0) await addChanges(manager, submissionId, changes.slice(0, MAX_CHANGES_KEPT));
}

async function addErrors(manager: EntityManager, submissionId: string, errors: readonly ErrorItem[]): Promise<void> {
  await manager.query(
    `insert into submission_error (submission_id, ordinal, severity, row_number, column_name, cell, sheet, code, value, message, fix, suggestion)
     select $1, e.ordinal, e.item->>'severity', (e.item->>'row')::int, e.item->>'column', e.item->>'cell', e.item->>'sheet', e.item->>'code',
       e.item->>'value', e.item->>'message', e.item->>'fix', e.item->>'suggestion'
     from json_array_elements($2::json) with ordinality as e (item, ordinal)`,
    [submissionId, JSON.stringify(errors)],
  );
}

async function addChanges(manager: EntityManager, submissionId: string, changes: readonly CellChange[]): Promise<void> {
  await manager.query(
    `insert into submission_change (submission_id, ordinal, kind, row_number, key, column_name, old_value, new_value)
     select $1, c.ordinal, c.item->>'kind', (c.item->>'row')::int, c.item->'key', c.item->>'column', c.item->'old', c.item->'new'
     from json_array_elements($2::json) with ordinality as c (item, ordinal)`,
    [submissionId, JSON.stringify(changes)],
  );
}
