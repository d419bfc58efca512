import { Injectable } from '@nestjs/common';
import { dayNumber, londonDate, type ServiceName } from '@cdc/contracts';
import { ABSENT, createCodeList, type CheckContext, type CodeList } from '@cdc/feeds';
import { CatchUp, Clock, UnitOfWork, type LogCut, type RegionScope } from '@cdc/platform';
import { readFirstPatients, type FirstPatients } from '../machine/first-patients.js';
import { Centre } from './centre.entity.js';

const SOURCES: readonly ServiceName[] = ['cdc-registry', 'equipment-tracker'];

/** The centres as one check sees them. */
export interface CentreSnapshot {
  readonly context: CheckContext;
  /** By the registry's number. */
  readonly byNumber: ReadonlyMap<number, Centre>;
  readonly firstPatients: FirstPatients;
}

/** What the registry and equipment-tracker have published, up to these positions of their logs. */
interface Published {
  readonly heads: LogCut;
  readonly byNumber: ReadonlyMap<number, Centre>;
  /** Of each centre, as day numbers: every row asks for them. */
  readonly opened: ReadonlyMap<number, number>;
  readonly closed: ReadonlyMap<number, number>;
  readonly codes: CodeList;
  readonly firstPatients: FirstPatients;
}

/** Gives each check the centres and their machines that the registry and equipment-tracker had published when it began. */
@Injectable()
export class CentreDirectory {
  /** Read again only after something was published: a small file would else wait for this as long as for its rows. */
  private published: Published | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly catchUp: CatchUp,
    private readonly clock: Clock,
  ) {}

  /** @param regions the sender's scope: centres elsewhere are known, but may not be reported on */
  async snapshot(regions: RegionScope): Promise<CentreSnapshot> {
    const { byNumber, opened, closed, codes, firstPatients } = await this.latest();
    return {
      byNumber,
      firstPatients,
      context: {
        today: dayNumber(londonDate(this.clock.now())),
        codeLists: { cdcs: codes },
        centres: {
          inScope: (cdcNumber) => regions === 'all' || regions.includes(byNumber.get(cdcNumber)?.regionCode ?? ''),
          openedDay: (cdcNumber) => opened.get(cdcNumber) ?? ABSENT,
          closedDay: (cdcNumber) => closed.get(cdcNumber) ?? ABSENT,
        },
      },
    };
  }

  private async latest(): Promise<Published> {
    const { dataSource } = this.unitOfWork;
    const heads = await this.catchUp.wait(dataSource, 'activity-ingest', SOURCES);
    const known = this.published;
    if (known && SOURCES.every((source) => known.heads[source] === heads[source])) return known;
    // What is published meanwhile may be read already; it is read once more then, as the heads have moved on.
    const centres = await dataSource.manager.find(Centre);
    this.published = {
      heads,
      byNumber: new Map(centres.map((centre) => [centre.cdcNumber, centre])),
      opened: daysOf(centres, ({ opened }) => opened),
      closed: daysOf(centres, ({ closed }) => closed),
      codes: createCodeList(centres.map((centre) => ({ code: centre.cdcCode, number: centre.cdcNumber, name: centre.name }))),
      firstPatients: await readFirstPatients(dataSource.manager),
    };
    return this.published;
  }
}

function daysOf(centres: readonly Centre[], date: (centre: Centre) => string | null): ReadonlyMap<number, number> {
  const days = new Map<number, number>();
  for (const centre of centres) {
    const day = date(centre);
    if (day !== null) days.set(centre.cdcNumber, dayNumber(day));
  }
  return days;
}
