import { Controller } from '@nestjs/common';
import { CdcRegistered, OrganisationChanged, type EventData } from '@cdc/contracts';
import { OnEvents, keepNewest, type EventBatch } from '@cdc/platform';

/** Keeps centres and organisations in step with the registry. */
@Controller()
export class DirectoryConsumer {
  @OnEvents('equipment-tracker', CdcRegistered)
  async onCdcRegistered(batch: EventBatch<EventData<typeof CdcRegistered>>): Promise<void> {
    await keepNewest(batch, {
      table: 'centre',
      key: 'cdc_code',
      row: (data) => ({ cdc_code: data.cdcCode, name: data.name, region_code: data.regionCode }),
    });
  }

  @OnEvents('equipment-tracker', OrganisationChanged)
  async onOrganisationChanged(batch: EventBatch<EventData<typeof OrganisationChanged>>): Promise<void> {
    await keepNewest(batch, {
      table: 'organisation',
      key: 'code',
      row: (data) => ({
        code: data.code,
        kind: data.kind,
        name: data.name,
        region_code: data.regionCode,
        operated_by: data.operatedBy,
      }),
    });
  }
}
