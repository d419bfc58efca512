import { Controller } from '@nestjs/common';
import { MachineRegistered, MilestoneRecorded, type EventData } from '@cdc/contracts';
import { OnEvents, keepNewest, type EventBatch } from '@cdc/platform';

/** Keeps machines and their first patients in step with equipment-tracker. Either may be told first. */
@Controller()
export class MachineConsumer {
  @OnEvents('activity-ingest', MachineRegistered)
  async onMachineRegistered(batch: EventBatch<EventData<typeof MachineRegistered>>): Promise<void> {
    await keepNewest(batch, {
      table: 'machine',
      key: 'machine_id',
      row: ({ machineId, orgCode, modality }) => ({ machine_id: machineId, org_code: orgCode, modality }),
      atFirst: { milestone_position: 0 },
    });
  }

  @OnEvents('activity-ingest', MilestoneRecorded)
  async onMilestoneRecorded(batch: EventBatch<EventData<typeof MilestoneRecorded>>): Promise<void> {
    await keepNewest(batch, {
      table: 'machine',
      key: 'machine_id',
      row: ({ machineId, milestones }) => ({
        machine_id: machineId,
        first_patient: milestones.find(({ milestone }) => milestone === 'FIRST_PATIENT')?.actual ?? null,
      }),
      position: 'milestone_position',
      atFirst: { position: 0 },
    });
  }
}
