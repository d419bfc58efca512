import { type RegionScope } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { type OpenAgain } from './window-faults.model.js';

/** A locked period that may be changed again until it expires. */
export interface Reopening extends OpenAgain {
  readonly reopeningId: string;
  readonly feed: string;
  readonly reason: string;
  readonly reopenedBy: string;
  readonly reopenedAt: Date;
  readonly expiresAt: Date;
}

const COLUMNS = `reopening_id as "reopeningId", feed, region_code as "regionCode", period, reason, reopened_by as "reopenedBy",
  reopened_at as "reopenedAt", expires_at as "expiresAt"`;

/** The periods of a feed that are open again at an instant. */
export async function reopenedAt(manager: EntityManager, feed: string, instant: Date): Promise<readonly OpenAgain[]> {
  return manager.query(`select ${COLUMNS} from period_reopening where feed = $1 and expires_at > $2`, [feed, instant]);
}

export async function addReopening(manager: EntityManager, one: Omit<Reopening, 'reopeningId'>): Promise<Reopening> {
  const rows: Reopening[] = await manager.query(
    `insert into period_reopening (feed, region_code, period, reason, reopened_by, reopened_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
    [one.feed, one.regionCode, one.period, one.reason, one.reopenedBy, one.reopenedAt, one.expiresAt],
  );
  const [added] = rows;
  if (!added) throw new RangeError('a reopening was not added');
  return added;
}

/** Newest first, after one of them, at most `limit`; of these regions and those of every region. */
export async function reopeningsBefore(
  manager: EntityManager,
  feed: string,
  regions: RegionScope,
  after: { readonly reopenedAt: string; readonly reopeningId: string } | null,
  limit: number,
): Promise<readonly Reopening[]> {
  return manager.query(
    `select ${COLUMNS} from period_reopening
     where feed = $1 and ($2::text[] is null or region_code is null or region_code = any($2))
       and ($3::timestamptz is null or (reopened_at, reopening_id) < ($3, $4::uuid))
     order by reopened_at desc, reopening_id desc limit $5`,
    [feed, regions === 'all' ? null : regions, after?.reopenedAt ?? null, after?.reopeningId ?? null, limit],
  );
}
