import { Injectable } from '@nestjs/common';
import { PageQuery, UnitOfWork, decodeCursor, toPage, type Page } from '@cdc/platform';
import { z } from 'zod';
import { ORGANISATION_KINDS, type OrganisationFacts } from './organisation.model.js';

export const OrganisationsQuery = PageQuery.extend({
  kind: z.enum(ORGANISATION_KINDS).optional(),
  region: z.string().max(10).optional().describe('ODS code of a region; a site belongs to the region of its operator'),
  q: z.string().trim().min(1).max(100).optional().describe('Part of a name, or the beginning of a code'),
});
export type OrganisationsQuery = z.infer<typeof OrganisationsQuery>;

export type OrganisationView = Omit<OrganisationFacts, 'version'>;

/** Reads organisations for pages and other services. They are public reference data, the same for every account. */
@Injectable()
export class OrganisationReadModel {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Organisations by code: they have no order in time. */
  async organisations(query: OrganisationsQuery): Promise<Page<OrganisationView>> {
    const after = query.after === undefined ? null : decodeCursor(z.tuple([z.string()]), query.after)[0];
    const wanted = query.q?.replace(/[\\%_]/g, '\\$&') ?? null;
    const rows: OrganisationView[] = await this.unitOfWork.dataSource.query(
      `select o.code, o.kind, coalesce(o.name, o.code) as name, o.ons_code as "onsCode", coalesce(o.region_code, p.region_code) as "regionCode",
         coalesce(o.icb_code, p.icb_code) as "icbCode", o.operated_by as "operatedBy", o.postcode, o.opened::text as opened, o.closed::text as closed, o.status
       from organisation o left join organisation p on p.code = o.operated_by
       where ($1::text is null or o.kind = $1) and ($2::text is null or coalesce(o.region_code, p.region_code) = $2 or o.code = $2)
         and ($3::text is null or o.name ilike '%' || $3 || '%' or o.code ilike $3 || '%') and ($4::text is null or o.code > $4)
       order by o.code limit $5`,
      [query.kind ?? null, query.region ?? null, wanted, after, query.limit + 1],
    );
    return toPage(rows, query.limit, ({ code }) => [code]);
  }
}
