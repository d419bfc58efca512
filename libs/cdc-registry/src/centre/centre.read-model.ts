import { Injectable } from '@nestjs/common';
import { FEEDS } from '@cdc/contracts';
import { assertMayReadRegion, mayReadRegion, maySubmit, scopeOf, type Principal } from '@cdc/access';
import { PageQuery, UnitOfWork, decodeCursor, toPage, type Page } from '@cdc/platform';
import { z } from 'zod';
import { REVIEW_REASONS, type ReviewCandidate, type ReviewReason } from './centre-review.model.js';
import { type CentreFacts } from './centre.model.js';
import { CENTRE_COLUMNS } from './centre.repository.js';
import { reviewForbidden, unknownCdc } from './centre.errors.js';

export const CentresQuery = PageQuery.extend({
  region: z.string().max(10).optional().describe('ODS code of a region'),
  icb: z.string().max(10).optional().describe('ODS code of an integrated care board'),
});
export type CentresQuery = z.infer<typeof CentresQuery>;

export interface CentreReviewView {
  readonly cdcCode: string;
  readonly name: string;
  readonly icbCode: string;
  readonly regionCode: string;
  readonly reason: ReviewReason;
  /** The reason in words. */
  readonly message: string;
  readonly candidates: readonly ReviewCandidate[];
}

interface ReviewRow extends Omit<CentreReviewView, 'message'> {
  readonly cdcNumber: number;
}

/** Reads centres for pages and other services. A region's account sees the centres of its region. */
@Injectable()
export class CentreReadModel {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Centres, newest first. @throws DomainError `FORBIDDEN_REGION` for a region that the caller may not see */
  async centres(principal: Principal, query: CentresQuery): Promise<Page<CentreFacts>> {
    if (query.region !== undefined) assertMayReadRegion(principal, query.region);
    const { regions } = scopeOf(principal);
    const before = query.after === undefined ? null : decodeCursor(z.tuple([z.int()]), query.after)[0];
    const rows: CentreFacts[] = await this.unitOfWork.dataSource.query(
      `select ${CENTRE_COLUMNS} from centre
       where ($1::text[] is null or region_code = any($1)) and ($2::text is null or region_code = $2) and ($3::text is null or icb_code = $3)
         and ($4::int is null or cdc_number < $4)
       order by cdc_number desc limit $5`,
      [regions === 'all' ? null : regions, query.region ?? null, query.icb ?? null, before, query.limit + 1],
    );
    return toPage(rows, query.limit, ({ cdcNumber }) => [cdcNumber]);
  }

  /** @throws DomainError `UNKNOWN_CDC`, also for a centre that the caller may not see: the answer does not tell which */
  async centre(principal: Principal, cdcCode: string): Promise<CentreFacts> {
    const rows: CentreFacts[] = await this.unitOfWork.dataSource.query(
      `select ${CENTRE_COLUMNS} from centre where cdc_code = $1`,
      [cdcCode.toUpperCase()],
    );
    const centre = rows[0];
    if (!centre || !mayReadRegion(principal, centre.regionCode)) throw unknownCdc(cdcCode);
    return centre;
  }

  /** Centres that a person should look at, for those who may send a list of the registry. */
  async reviews(principal: Principal, query: PageQuery): Promise<Page<CentreReviewView>> {
    if (!FEEDS.some((feed) => feed.owner === 'cdc-registry' && maySubmit(principal, feed.name)))
      throw reviewForbidden();
    const [number, reason] =
      query.after === undefined ? [null, null] : decodeCursor(z.tuple([z.int(), z.string()]), query.after);
    const rows: ReviewRow[] = await this.unitOfWork.dataSource.query(
      `select c.cdc_number as "cdcNumber", c.cdc_code as "cdcCode", c.name, c.icb_code as "icbCode", c.region_code as "regionCode", r.reason, r.candidates
       from centre_review r join centre c using (cdc_number)
       where $1::int is null or (r.cdc_number, r.reason) < ($1, $2)
       order by r.cdc_number desc, r.reason desc limit $3`,
      [number, reason, query.limit + 1],
    );
    const { items, next } = toPage(rows, query.limit, (row) => [row.cdcNumber, row.reason]);
    return {
      items: items.map(({ cdcNumber: _, ...item }) => ({ ...item, message: REVIEW_REASONS[item.reason] })),
      next,
    };
  }
}
