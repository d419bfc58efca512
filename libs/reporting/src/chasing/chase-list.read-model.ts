import { Injectable } from '@nestjs/common';
import { PageQuery, UnitOfWork, decodeCursor, toPage, type Page, type RegionScope } from '@cdc/platform';
import { z } from 'zod';
import { type DeliveryItem } from '../schedule/slot.read-model.js';
import { type Rung } from './chase-ladder.model.js';
import { type ChaseOutcome } from './chase.repository.js';

export const ChaseListQuery = PageQuery.extend({
  feed: z.string().max(100).optional().describe('Name of the feed'),
  region: z.string().max(10).optional().describe('Region code'),
  period: z.string().max(10).optional().describe('The Sunday that ends the week, or the month'),
});
export type ChaseListQuery = z.infer<typeof ChaseListQuery>;

/** A reminder that was due, what was decided, and what became of its mails. Times are ISO; `decidedAt` and `outcome` are null until it was decided. */
export interface ChaseItem {
  readonly feed: string;
  readonly regionCode: string;
  readonly period: string;
  readonly rung: Rung;
  readonly dueAt: string;
  readonly decidedAt: string | null;
  readonly outcome: ChaseOutcome | null;
  /** What was missing then, a line each. */
  readonly missing: readonly string[];
  readonly deliveries: readonly DeliveryItem[];
}

interface ChaseRow extends Omit<ChaseItem, 'dueAt' | 'decidedAt'> {
  readonly chaseId: string;
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
}

const Cursor = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/)]);

/** Lists reminders, newest first. */
@Injectable()
export class ChaseListReadModel {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @param showsRecipients whether the reader may know who is mailed; else there are no deliveries in the list */
  async list(query: ChaseListQuery, regions: RegionScope, showsRecipients: boolean): Promise<Page<ChaseItem>> {
    const [dueAt, chaseId] = query.after === undefined ? [null, null] : decodeCursor(Cursor, query.after);
    const rows: ChaseRow[] = await this.unitOfWork.dataSource.query(CHASES, [
      query.feed ?? null,
      query.region ?? null,
      query.period ?? null,
      regions === 'all' ? null : regions,
      dueAt,
      chaseId,
      query.limit + 1,
    ]);
    const { items, next } = toPage(rows, query.limit, (row) => [row.dueAt.toISOString(), row.chaseId]);
    return { items: items.map((row) => chaseItem(row, showsRecipients)), next };
  }
}

function chaseItem({ chaseId: _, dueAt, decidedAt, deliveries, ...rest }: ChaseRow, showsRecipients: boolean): ChaseItem {
  const shown = showsRecipients ? deliveries.map(({ sentAt, ...one }) => ({ ...one, sentAt: sentAt === null ? null : new Date(sentAt).toISOString() })) : [];
  return { ...rest, dueAt: dueAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, deliveries: shown };
}

const CHASES = `
  select c.chase_id as "chaseId", c.feed, c.region_code as "regionCode", c.period, c.rung, c.due_at as "dueAt", c.decided_at as "decidedAt", c.outcome,
    coalesce(c.notice->'missing', '[]') as missing,
    coalesce((
      select json_agg(json_build_object('recipient', d.email, 'status', d.status, 'attempts', d.attempts, 'sentAt', d.sent_at, 'response', d.response)
        order by lower(d.email))
      from report_delivery d where d.chase_id = c.chase_id
    ), '[]') as deliveries
  from chase c
  where ($1::text is null or c.feed = $1) and ($2::text is null or c.region_code = $2) and ($3::text is null or c.period = $3)
    and ($4::text[] is null or c.region_code = any($4))
    and ($5::timestamptz is null or (c.due_at, c.chase_id) < ($5::timestamptz, $6::bigint))
  order by c.due_at desc, c.chase_id desc limit $7`;
