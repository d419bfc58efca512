import { LOCK_CLASS } from '@cdc/platform';
import { type EntityManager } from 'typeorm';

/** Whoever changes the same thing follows until the transaction ends: the ledger of an entity and month, the commitments, the forecasts. */
export async function lockSpend(manager: EntityManager, thing: string): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK_CLASS.submissionCells, `spend ${thing}`]);
}
