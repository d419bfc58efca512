import { Injectable } from '@nestjs/common';
import { type EditionKind, type Level } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { Edition } from './edition.entity.js';

export interface EditionSeries {
  readonly kind: EditionKind;
  readonly scope: { readonly level: Level; readonly code: string };
  readonly period: string;
}

/** Writes editions. Nothing here changes one. */
@Injectable()
export class EditionRepository {
  /**
   * Holds the series until the end of the transaction, so that its editions are numbered and compared one after the other.
   * @returns how many editions it has
   */
  async lockSeries(manager: EntityManager, { kind, scope, period }: EditionSeries): Promise<number> {
    const rows: { editions: number }[] = await manager.query(
      `insert into edition_series (kind, scope_level, scope_code, period, editions) values ($1, $2, $3, $4, 0)
       on conflict (kind, scope_level, scope_code, period) do update set editions = edition_series.editions returning editions`,
      [kind, scope.level, scope.code, period],
    );
    return rows[0]?.editions ?? 0;
  }

  async newest(manager: EntityManager, { kind, scope, period }: EditionSeries): Promise<Edition | null> {
    return manager.findOne(Edition, {
      where: { kind, scopeLevel: scope.level, scopeCode: scope.code, period },
      order: { number: 'DESC' },
    });
  }

  async add(manager: EntityManager, edition: Omit<Edition, 'sequence'>): Promise<void> {
    await manager.insert(Edition, edition);
    await manager.query(
      'update edition_series set editions = $5 where kind = $1 and scope_level = $2 and scope_code = $3 and period = $4',
      [edition.kind, edition.scopeLevel, edition.scopeCode, edition.period, edition.number],
    );
  }
}
