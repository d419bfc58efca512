import { Injectable } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { foldName } from '@cdc/contracts';
import { Clock, PageQuery, UnitOfWork, decodeCursor, toPage, type Page } from '@cdc/platform';
import { z } from 'zod';
import { SpendDirectory } from '../directory/spend-directory.js';
import { EntityAlias } from './entity-alias.entity.js';
import { nameTaken, nameWithoutLetters, unknownEntity } from './entity.errors.js';

export interface EntityAliasView {
  readonly name: string;
  /** Code of the organisation. */
  readonly entity: string;
  readonly statedBy: string;
  readonly statedAt: string;
}

/** The names that ledgers use and no list knows. What is stated later takes the place of what was. */
@Injectable()
export class EntityAliasService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: SpendDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NAME_FORMAT, UNKNOWN_ENTITY, or NAME_TAKEN where it is another organisation's own name */
  async state(principal: Principal, name: string, code: string): Promise<EntityAliasView> {
    const foldedName = foldName(name);
    if (foldedName === '') throw nameWithoutLetters();
    const { entities } = await this.directory.snapshot();
    const entity = entities.byCodeOnly(code);
    if (!entity) throw unknownEntity(code, entities);
    const owner = entities.byOwnName(name);
    if (owner && owner.code !== entity.code) throw nameTaken(name, owner.code);
    const alias = { foldedName, name: name.trim(), entityCode: entity.code, statedBy: principal.subject, statedAt: this.clock.now() };
    await this.unitOfWork.run(principal.subject, 'all', async (tx) => {
      await tx.manager.upsert(EntityAlias, alias, ['foldedName']);
      await tx.emit({ action: 'entity-alias-stated', subject: entity.code, details: { name: alias.name } }, []);
    });
    return viewOf(alias);
  }

  async list(query: PageQuery): Promise<Page<EntityAliasView>> {
    const [at, foldedName] = query.after === undefined ? [null, null] : decodeCursor(z.tuple([z.string(), z.string()]), query.after);
    const rows = await this.unitOfWork.dataSource.manager
      .createQueryBuilder(EntityAlias, 'a')
      .where('cast(:at as timestamptz) is null or (a.statedAt, a.foldedName) < (:at, cast(:foldedName as text))', { at, foldedName })
      .orderBy({ 'a.statedAt': 'DESC', 'a.foldedName': 'DESC' })
      .limit(query.limit + 1)
      .getMany();
    const page = toPage(rows, query.limit, (row) => [row.statedAt.toISOString(), row.foldedName]);
    return { items: page.items.map(viewOf), next: page.next };
  }
}

function viewOf({ name, entityCode, statedBy, statedAt }: EntityAlias): EntityAliasView {
  return { name, entity: entityCode, statedBy, statedAt: statedAt.toISOString() };
}
