import { Injectable } from '@nestjs/common';
import { ENGLAND, REGIONS, dayNumber, londonDate } from '@cdc/contracts';
import { createCodeList, type CheckContext } from '@cdc/feeds';
import { CatchUp, Clock, UnitOfWork } from '@cdc/platform';
import { EntityAlias } from '../entity/entity-alias.entity.js';
import { EntityNames, type KnownEntity } from '../entity/entity-names.model.js';
import { Centre } from './centre.entity.js';
import { OrganisationName } from './organisation-name.entity.js';
import { Organisation } from './organisation.entity.js';

/** Who may have a ledger, a commitment or a forecast, as one check sees them. */
export interface DirectorySnapshot {
  readonly context: CheckContext;
  readonly entities: EntityNames;
}

/** Gives each check the centres and organisations that the registry had published when it began. */
@Injectable()
export class SpendDirectory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catchUp: CatchUp,
    private readonly clock: Clock,
  ) {}

  async snapshot(): Promise<DirectorySnapshot> {
    const { dataSource } = this.unitOfWork;
    await this.catchUp.wait(dataSource, 'spend-monitor', ['cdc-registry']);
    const centres = await dataSource.manager.find(Centre);
    const known = await this.knownEntities();
    const named = new Map([...known, ...centres.map(({ cdcCode, name }) => ({ code: cdcCode, name }))].map(({ code, name }) => [code, name]));
    return {
      entities: new EntityNames(known, await dataSource.manager.find(EntityAlias)),
      context: {
        today: dayNumber(londonDate(this.clock.now())),
        codeLists: {
          cdcs: createCodeList(centres.map(({ cdcCode, cdcNumber, name }) => ({ code: cdcCode, number: cdcNumber, name }))),
          organisations: createCodeList([...named].map(([code, name], number) => ({ code, name, number }))),
        },
      },
    };
  }

  private async knownEntities(): Promise<KnownEntity[]> {
    const { manager } = this.unitOfWork.dataSource;
    const names = new Map<string, string[]>();
    for (const { code, name } of await manager.find(OrganisationName)) names.set(code, [...(names.get(code) ?? []), name]);
    const bodies = await manager.find(Organisation);
    return [
      ...[ENGLAND, ...REGIONS].map(({ code, name }) => ({ code, name, isClosed: false, allNames: [name] })),
      ...bodies.map(({ code, name, closed }) => ({ code, name, isClosed: closed !== null, allNames: names.get(code) ?? [] })),
    ];
  }
}
