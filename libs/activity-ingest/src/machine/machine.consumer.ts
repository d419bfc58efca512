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
      row: ({ machineId, milestones }) => {
        const first = milestones.find(({ milestone }) => milestone === 'FIRST_PATIENT');
        return { machine_id: machineId, first_patient: first?.actual ?? null, first_patient_expected: first?.forecast ?? first?.baseline ?? null };
      },
      position: 'milestone_position',
      atFirst: { position: 0 },
    });
  }
}
