import { Injectable } from '@nestjs/common';
import { EDITION_KINDS, LEVELS, type EditionKind } from '@cdc/contracts';
import { PageQuery, decodeCursor, toPage, type Page, type RegionScope } from '@cdc/platform';
import { type DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { Edition } from './edition.entity.js';
import { editionItem, type EditionItem } from './edition-item.js';

export const EditionListQuery = PageQuery.extend({
  kind: z.enum(EDITION_KINDS).optional().describe('Kind of report'),
  period: z.string().optional().describe('Ending Sunday of a week, or a month'),
  level: z.enum(LEVELS).optional().describe('Level of the scope'),
  code: z.string().optional().describe('Code of the scope'),
});
export type EditionListQuery = z.infer<typeof EditionListQuery>;

const Cursor = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** Finds editions for lists, without what they state. */
@Injectable()
export class EditionListReadModel {
  /** @param regions whose editions to list; England's are of no one region and need `all` */
  async list(
    source: DataSource | EntityManager,
    query: EditionListQuery,
    regions: RegionScope,
  ): Promise<Page<EditionItem>> {
    const builder = source
      .createQueryBuilder(Edition, 'e')
      .select([
        'e.id',
        'e.sequence',
        'e.kind',
        'e.scopeLevel',
        'e.scopeCode',
        'e.scopeName',
        'e.period',
        'e.asAt',
        'e.contentHash',
        'e.completeness',
        'e.builtAt',
      ])
      .orderBy('e.sequence', 'DESC')
      .limit(query.limit + 1);
    const filters: Readonly<Record<string, string | EditionKind | undefined>> = {
      kind: query.kind,
      period: query.period,
      scopeLevel: query.level,
      scopeCode: query.code,
    };
    for (const [column, value] of Object.entries(filters)) {
      if (value !== undefined) builder.andWhere(`e.${column} = :${column}`, { [column]: value });
    }
    if (regions !== 'all') builder.andWhere('e.regionCode = any(:regions)', { regions });
    if (query.after !== undefined)
      builder.andWhere('e.sequence < :after', { after: decodeCursor(Cursor, query.after)[0] });
    const { items, next } = toPage(await builder.getMany(), query.limit, ({ sequence }) => [sequence]);
    return { items: items.map(editionItem), next };
  }
}
