import { Controller } from '@nestjs/common';
import { CdcRegistered, type EventData } from '@cdc/contracts';
import { OnEvents, keepNewest, type EventBatch } from '@cdc/platform';

/** Keeps the directory of centres in step with the registry. */
@Controller()
export class CentreConsumer {
  @OnEvents('activity-ingest', CdcRegistered)
  async onCdcRegistered(batch: EventBatch<EventData<typeof CdcRegistered>>): Promise<void> {
    await keepNewest(batch, {
      table: 'centre',
      key: 'cdc_code',
      row: (data) => ({
        cdc_code: data.cdcCode,
        cdc_number: data.cdcNumber,
        name: data.name,
        region_code: data.regionCode,
        opened: data.opened,
        closed: data.closed,
      }),
    });
  }
}
