import { Controller } from '@nestjs/common';
import { CdcRegistered, OrganisationChanged, type EventData } from '@cdc/contracts';
import { OnEvents, type EventBatch, type ReceivedEvent } from '@cdc/platform';

/** Keeps centres and organisations in step with the registry. A late or doubled event is older than the row and changes nothing. */
@Controller()
export class DirectoryConsumer {
  @OnEvents('equipment-tracker', CdcRegistered)
  async onCdcRegistered({ events, manager }: EventBatch<EventData<typeof CdcRegistered>>): Promise<void> {
    const rows = newest(events).map(({ data, position }) => ({
      cdc_code: data.cdcCode,
      name: data.name,
      region_code: data.regionCode,
      position,
    }));
    await manager.query(
      `insert into centre select * from json_populate_recordset(null::centre, $1::json)
       on conflict (cdc_code) do update set name = excluded.name, region_code = excluded.region_code, position = excluded.position
       where centre.position < excluded.position`,
      [JSON.stringify(rows)],
    );
  }

  @OnEvents('equipment-tracker', OrganisationChanged)
  async onOrganisationChanged({ events, manager }: EventBatch<EventData<typeof OrganisationChanged>>): Promise<void> {
    const rows = newest(events).map(({ data, position }) => ({
      code: data.code,
      kind: data.kind,
      name: data.name,
      region_code: data.regionCode,
      operated_by: data.operatedBy,
      position,
    }));
    await manager.query(
      `insert into organisation select * from json_populate_recordset(null::organisation, $1::json)
       on conflict (code) do update set kind = excluded.kind, name = excluded.name, region_code = excluded.region_code,
         operated_by = excluded.operated_by, position = excluded.position
       where organisation.position < excluded.position`,
      [JSON.stringify(rows)],
    );
  }
}

/** The last event of each aggregate: a batch is in the order of the log. */
function newest<Data>(events: readonly ReceivedEvent<Data>[]): readonly ReceivedEvent<Data>[] {
  return [...new Map(events.map((event) => [event.subject, event])).values()];
}
