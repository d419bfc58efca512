import { Injectable } from '@nestjs/common';
import { SUBMISSION_STATUSES, type SubmissionState } from '@cdc/contracts';
import { PageQuery, UnitOfWork, decodeCursor, toPage, type Page, type RegionScope } from '@cdc/platform';
import { z } from 'zod';

export const SubmissionListQuery = PageQuery.extend({
  region: z.string().optional().describe('Region in whose scope the file was sent'),
  feed: z.string().optional().describe('Name of the feed'),
  status: z.enum(SUBMISSION_STATUSES).optional().describe('What became of the file'),
});
export type SubmissionListQuery = z.infer<typeof SubmissionListQuery>;

export type SubmissionItem = { readonly id: string } & Omit<SubmissionState, 'submissionId'>;

const Cursor = z.tuple([z.iso.datetime({ offset: true }), z.string()]);

/** One list over the submissions of every service. */
@Injectable()
export class SubmissionListReadModel {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @param regions whose submissions to list; national ones are of no region and need `all` */
  async list(
    { region, feed, status, after, limit }: SubmissionListQuery,
    regions: RegionScope,
  ): Promise<Page<SubmissionItem>> {
    const [sentAt, id] = after === undefined ? [null, null] : decodeCursor(Cursor, after);
    const rows: { state: SubmissionState }[] = await this.unitOfWork.dataSource.query(
      `select state from submission_state
       where ($1::text[] is null or region = any($1)) and ($2::text is null or region = $2) and ($3::text is null or feed = $3)
         and ($4::text is null or status = $4) and ($5::timestamptz is null or (submitted_at, submission_id) < ($5, $6::text))
       order by submitted_at desc, submission_id desc limit $7`,
      [regions === 'all' ? null : regions, region ?? null, feed ?? null, status ?? null, sentAt, id, limit + 1],
    );
    const { items, next } = toPage(rows, limit, ({ state }) => [state.submittedAt, state.submissionId]);
    return { items: items.map(({ state: { submissionId, ...state } }) => ({ id: submissionId, ...state })), next };
  }
}
