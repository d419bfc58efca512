import { type EntityManager } from 'typeorm';

/**
 * Looks for the first entry of a service's audit chain that does not follow from the one before it.
 * Entries cut off at the end cannot be seen from the chain alone: keep its newest hash elsewhere to notice that.
 * @returns the entry's sequence number as text; null when the chain is whole
 */
export async function firstBrokenAuditEntry(manager: EntityManager): Promise<string | null> {
  const rows: { sequence: string }[] = await manager.query(`
    select sequence from (
      select sequence, previous_hash, hash,
        lag(hash, 1, '\\x'::bytea) over (order by sequence) as expected_previous,
        audit_hash(previous_hash, instant, actor, action, subject, details::text, last_position) as expected
      from audit
    ) chain
    where previous_hash <> expected_previous or hash <> expected order by sequence limit 1`);
  return rows[0]?.sequence ?? null;
}
