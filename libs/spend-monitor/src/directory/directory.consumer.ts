import { Controller } from '@nestjs/common';
import { CdcRegistered, OrganisationChanged, type EventData } from '@cdc/contracts';
import { OnEvents, keepNewest, type EventBatch } from '@cdc/platform';

/** Keeps centres, trusts and boards in step with the registry. */
@Controller()
export class DirectoryConsumer {
  @OnEvents('spend-monitor', CdcRegistered)
  async onCdcRegistered(batch: EventBatch<EventData<typeof CdcRegistered>>): Promise<void> {
    await keepNewest(batch, {
      table: 'centre',
      key: 'cdc_code',
      row: ({ cdcCode, cdcNumber, name }) => ({ cdc_code: cdcCode, cdc_number: cdcNumber, name }),
    });
  }

  @OnEvents('spend-monitor', OrganisationChanged)
  async onOrganisationChanged({ events, manager }: EventBatch<EventData<typeof OrganisationChanged>>): Promise<void> {
    const bodies = events.filter(({ data: { kind } }) => kind === 'trust' || kind === 'icb');
    await keepNewest({ events: bodies, manager }, {
      table: 'organisation',
      key: 'code',
      row: ({ code, kind, name, closed }) => ({ code, kind, name, closed }),
    });
    // Names are added whatever the order of events: each was one once.
    await manager.query('insert into organisation_name select * from json_populate_recordset(null::organisation_name, $1::json) on conflict do nothing', [
      JSON.stringify(bodies.map(({ data: { code, name } }) => ({ code, name }))),
    ]);
  }
}
