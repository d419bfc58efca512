import { Injectable } from '@nestjs/common';
import { dayNumber, londonDate } from '@cdc/contracts';
import { createCodeList, type CheckContext } from '@cdc/feeds';
import { CatchUp, Clock, UnitOfWork, type RegionScope } from '@cdc/platform';

/** What a place of the view `place` can be. */
export type PlaceKind = 'cdc' | 'trust' | 'site';

interface Listed {
  readonly code: string;
  readonly name: string;
  readonly regionCode: string | null;
}

/** Gives each check the organisations that the registry had published, and the machines that were registered, when it began. */
@Injectable()
export class EquipmentDirectory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catchUp: CatchUp,
    private readonly clock: Clock,
  ) {}

  /** @param regions the sender's scope: organisations elsewhere are known, but nothing may be stated of them */
  async organisations(regions: RegionScope, kinds: readonly PlaceKind[]): Promise<CheckContext> {
    const places = await this.listed('select code, name, region_code as "regionCode" from place where kind = any($1)', [kinds]);
    return { today: this.today(), codeLists: { organisations: codeList(places) }, inScope: { organisations: within(regions, places) } };
  }

  /** @param regions the sender's scope: machines elsewhere are known, but nothing may be stated of them */
  async machines(regions: RegionScope): Promise<CheckContext> {
    const machines = await this.listed(
      `select m.machine_id as code, p.name, p.region_code as "regionCode" from machine m left join place p on p.code = m.org_code`,
      [],
    );
    return { today: this.today(), codeLists: { machines: codeList(machines) }, inScope: { machines: within(regions, machines) } };
  }

  private async listed(sql: string, parameters: readonly unknown[]): Promise<readonly Listed[]> {
    await this.catchUp.wait(this.unitOfWork.dataSource, 'equipment-tracker', ['cdc-registry']);
    return this.unitOfWork.dataSource.query(sql, [...parameters]);
  }

  private today(): number {
    return dayNumber(londonDate(this.clock.now()));
  }
}

/** Numbered by place. */
function codeList(rows: readonly Listed[]) {
  return createCodeList(rows.map(({ code, name }, number) => ({ code, number, name })));
}

function within(regions: RegionScope, rows: readonly Listed[]): (number: number) => boolean {
  return (number) => regions === 'all' || regions.includes(rows[number]?.regionCode ?? '');
}
