import { Controller } from '@nestjs/common';
import { CdcRegistered, type EventData } from '@cdc/contracts';
import { OnEvents, type EventBatch } from '@cdc/platform';

/** Keeps the directory of centres in step with the registry. A late or doubled event is older than the row and changes nothing. */
@Controller()
export class CentreConsumer {
  @OnEvents('activity-ingest', CdcRegistered)
  async onCdcRegistered({ events, manager }: EventBatch<EventData<typeof CdcRegistered>>): Promise<void> {
    const newest = new Map(events.map((event) => [event.subject, event]));
    const rows = [...newest.values()].map(({ data, position }) => ({
      cdc_code: data.cdcCode,
      cdc_number: data.cdcNumber,
      name: data.name,
      region_code: data.regionCode,
      opened: data.opened,
      closed: data.closed,
      position,
    }));
    await manager.query(
      `insert into centre select * from json_populate_recordset(null::centre, $1::json)
       on conflict (cdc_code) do update set cdc_number = excluded.cdc_number, name = excluded.name, region_code = excluded.region_code,
         opened = excluded.opened, closed = excluded.closed, position = excluded.position
       where centre.position < excluded.position`,
      [JSON.stringify(rows)],
    );
  }
}
