import { Injectable } from '@nestjs/common';
import { dayNumber, londonDate } from '@cdc/contracts';
import { ABSENT, createCodeList, type CheckContext } from '@cdc/feeds';
import { CatchUp, Clock, UnitOfWork, type RegionScope } from '@cdc/platform';
import { readFirstPatients, type FirstPatients } from '../machine/first-patients.js';
import { Centre } from './centre.entity.js';

/** The centres as one check sees them. */
export interface CentreSnapshot {
  readonly context: CheckContext;
  /** By the registry's number. */
  readonly byNumber: ReadonlyMap<number, Centre>;
  readonly firstPatients: FirstPatients;
}

/** Gives each check the centres and their machines that the registry and equipment-tracker had published when it began. */
@Injectable()
export class CentreDirectory {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catchUp: CatchUp,
    private readonly clock: Clock,
  ) {}

  /** @param regions the sender's scope: centres elsewhere are known, but may not be reported on */
  async snapshot(regions: RegionScope): Promise<CentreSnapshot> {
    await this.catchUp.wait(this.unitOfWork.dataSource, 'activity-ingest', ['cdc-registry', 'equipment-tracker']);
    const { manager } = this.unitOfWork.dataSource;
    const [centres, firstPatients] = [await manager.find(Centre), await readFirstPatients(manager)];
    const byNumber = new Map(centres.map((centre) => [centre.cdcNumber, centre]));
    const dayOf = (date: string | null | undefined): number => (date ? dayNumber(date) : ABSENT);
    return {
      byNumber,
      firstPatients,
      context: {
        today: dayNumber(londonDate(this.clock.now())),
        codeLists: { cdcs: createCodeList(centres.map((centre) => ({ code: centre.cdcCode, number: centre.cdcNumber, name: centre.name }))) },
        centres: {
          inScope: (cdcNumber) => regions === 'all' || regions.includes(byNumber.get(cdcNumber)?.regionCode ?? ''),
          openedDay: (cdcNumber) => dayOf(byNumber.get(cdcNumber)?.opened),
          closedDay: (cdcNumber) => dayOf(byNumber.get(cdcNumber)?.closed),
        },
      },
    };
  }
}
