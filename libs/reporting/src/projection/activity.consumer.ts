import { Controller } from '@nestjs/common';
import { ActivityRestated, Dm01Restated, type EventData } from '@cdc/contracts';
import { OnEvents, type EventBatch } from '@cdc/platform';
import { ACTIVITY_VERSION, DM01_VERSION } from './projection-tables.js';
import { addVersions } from './version-table.js';

/** Keeps every total of returns and of DM01 that activity-ingest ever published. */
@Controller()
export class ActivityConsumer {
  @OnEvents('reporting', ActivityRestated)
  async onActivityRestated({ events, manager }: EventBatch<EventData<typeof ActivityRestated>>): Promise<void> {
    const rows = events.flatMap(({ position, data }) =>
      data.periods.map(({ didNotAttend, ...totals }) => ({
        ...totals,
        cdc_code: data.cdcCode,
        position,
        did_not_attend: didNotAttend,
      })),
    );
    await addVersions(manager, ACTIVITY_VERSION, rows);
  }

  @OnEvents('reporting', Dm01Restated)
  async onDm01Restated({ events, manager }: EventBatch<EventData<typeof Dm01Restated>>): Promise<void> {
    const rows = events.map(({ position, data }) => ({
      month: data.month,
      provider_code: data.providerCode,
      position,
      provider_name: data.providerName,
      region_code: data.regionCode,
      tests: data.tests.map((row) => row.test),
      waiting_list: data.tests.map((row) => row.waitingList),
      over_6_weeks: data.tests.map((row) => row.over6Weeks),
      over_13_weeks: data.tests.map((row) => row.over13Weeks),
      waiting_list_activity: data.tests.map((row) => row.waitingListActivity),
      planned_activity: data.tests.map((row) => row.plannedActivity),
      unscheduled_activity: data.tests.map((row) => row.unscheduledActivity),
    }));
    await addVersions(manager, DM01_VERSION, rows);
  }
}
