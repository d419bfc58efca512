import { serviceRow } from '@cdc/contracts';
import { LOCK_CLASS } from '@cdc/platform';
import { type EntityManager } from 'typeorm';

/**
 * One file or one edit at a time decides what stands, so that each is judged by all before it. It is taken after the last row was read and
 * held until the commit: for the time of a handful of statements.
 */
export async function holdEquipment(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1, $2)', [
    LOCK_CLASS.submissionCells,
    serviceRow('equipment-tracker').number * 1_000,
  ]);
}
