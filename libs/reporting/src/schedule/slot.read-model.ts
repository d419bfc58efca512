import { Injectable } from '@nestjs/common';
import { EDITION_KINDS, LEVELS, type EditionKind, type Level } from '@cdc/contracts';
import { PageQuery, UnitOfWork, decodeCursor, toPage, type Page, type RegionScope } from '@cdc/platform';
import { z } from 'zod';
import { type ReportScope } from './report-schedule.model.js';

export const SlotListQuery = PageQuery.extend({
  kind: z.enum(EDITION_KINDS).optional().describe('Kind of report'),
  level: z.enum(LEVELS).optional().describe('Level of the scope'),
  code: z.string().optional().describe('Code of the scope'),
});
export type SlotListQuery = z.infer<typeof SlotListQuery>;

/** What became of a mail to one recipient. Times are ISO; `response` is the mail server's last answer. */
export interface DeliveryItem {
  readonly recipient: string;
  readonly status: 'queued' | 'sending' | 'sent' | 'failed';
  readonly attempts: number;
  readonly sentAt: string | null;
  readonly response: string | null;
}

/** A time at which a report was due. `builtAt` and `editionId` are null until it was built. */
export interface SlotItem {
  readonly kind: EditionKind;
  readonly scope: ReportScope;
  readonly period: string;
  readonly dueAt: string;
  readonly builtAt: string | null;
  readonly editionId: string | null;
  readonly deliveries: readonly DeliveryItem[];
}

const Cursor = z.tuple([z.iso.datetime(), z.string().regex(/^\d{1,18}$/)]);

interface SlotRow {
  readonly slotId: string;
  readonly kind: EditionKind;
  readonly level: Level;
  readonly code: string;
  readonly period: string;
  readonly dueAt: Date;
  readonly decidedAt: Date | null;
  readonly editionId: string | null;
  readonly deliveries: readonly (Omit<DeliveryItem, 'sentAt'> & { readonly sentAt: string | null })[];
}

/** Lists what was due, newest first. */
@Injectable()
export class SlotReadModel {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /**
   * @param regions whose slots to list; England's are of no one region and need `all`
   * @param showsRecipients whether the reader may know who is mailed; else there are no deliveries in the list
   */
  async list(query: SlotListQuery, regions: RegionScope, showsRecipients: boolean): Promise<Page<SlotItem>> {
    const [dueAt, slotId] = query.after === undefined ? [null, null] : decodeCursor(Cursor, query.after);
    const rows: SlotRow[] = await this.unitOfWork.dataSource.query(SLOTS, [
      query.kind ?? null,
      query.level ?? null,
      query.code ?? null,
      regions === 'all' ? null : regions,
      dueAt,
      slotId,
      query.limit + 1,
    ]);
    const { items, next } = toPage(rows, query.limit, (row) => [row.dueAt.toISOString(), row.slotId]);
    return { items: items.map(slotItem).map((item) => (showsRecipients ? item : { ...item, deliveries: [] })), next };
  }
}

function slotItem(row: SlotRow): SlotItem {
  return {
    kind: row.kind,
    scope: { level: row.level, code: row.code },
    period: row.period,
    dueAt: row.dueAt.toISOString(),
    builtAt: row.decidedAt?.toISOString() ?? null,
    editionId: row.editionId,
    deliveries: row.deliveries.map(({ sentAt, ...delivery }) => ({
      ...delivery,
      sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
    })),
  };
}

const SLOTS = `
  select s.slot_id as "slotId", s.kind, s.scope_level as level, s.scope_code as code, s.period, s.due_at as "dueAt", s.decided_at as "decidedAt",
    s.edition_id as "editionId",
    coalesce((
      select json_agg(json_build_object('recipient', d.email, 'status', d.status, 'attempts', d.attempts, 'sentAt', d.sent_at, 'response', d.response)
        order by lower(d.email))
      from report_delivery d where d.slot_id = s.slot_id
    ), '[]') as deliveries
  from report_slot s left join edition e using (edition_id)
  where ($1::text is null or s.kind = $1) and ($2::text is null or s.scope_level = $2) and ($3::text is null or s.scope_code = $3)
    and ($4::text[] is null or (s.scope_level = 'region' and s.scope_code = any($4)) or e.region_code = any($4))
    and ($5::timestamptz is null or (s.due_at, s.slot_id) < ($5::timestamptz, $6::bigint))
  order by s.due_at desc, s.slot_id desc limit $7`;
