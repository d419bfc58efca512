import { Controller } from '@nestjs/common';
import { CdcRegistered, OrganisationChanged, type EventData } from '@cdc/contracts';
import { OnEvents, type EventBatch } from '@cdc/platform';

/** Keeps centres, trusts and boards in step with the registry. A late or doubled event is older than the row and changes nothing. */
@Controller()
export class DirectoryConsumer {
  @OnEvents('spend-monitor', CdcRegistered)
  async onCdcRegistered({ events, manager }: EventBatch<EventData<typeof CdcRegistered>>): Promise<void> {
    const newest = new Map(events.map((event) => [event.subject, event]));
    const rows = [...newest.values()].map(({ data: { cdcCode, cdcNumber, name }, position }) => ({ cdc_code: cdcCode, cdc_number: cdcNumber, name, position }));
    await manager.query(
      `insert into centre select * from json_populate_recordset(null::centre, $1::json)
       on conflict (cdc_code) do update set cdc_number = excluded.cdc_number, name = excluded.name, position = excluded.position
       where centre.position < excluded.position`,
      [JSON.stringify(rows)],
    );
  }

  @OnEvents('spend-monitor', OrganisationChanged)
  async onOrganisationChanged({ events, manager }: EventBatch<EventData<typeof OrganisationChanged>>): Promise<void> {
    const bodies = events.filter(({ data: { kind } }) => kind === 'trust' || kind === 'icb');
    const newest = new Map(bodies.map((event) => [event.subject, event]));
    const rows = [...newest.values()].map(({ data: { code, kind, name, closed }, position }) => ({ code, kind, name, closed, position }));
    await manager.query(
      `insert into organisation select * from json_populate_recordset(null::organisation, $1::json)
       on conflict (code) do update set kind = excluded.kind, name = excluded.name, closed = excluded.closed, position = excluded.position
       where organisation.position < excluded.position`,
      [JSON.stringify(rows)],
    );
    // Names are added whatever the order of events: each was one once.
    await manager.query('insert into organisation_name select * from json_populate_recordset(null::organisation_name, $1::json) on conflict do nothing', [
      JSON.stringify(bodies.map(({ data: { code, name } }) => ({ code, name }))),
    ]);
  }
}
