import { Controller } from '@nestjs/common';
import { MachineRegistered, MilestoneRecorded, type EventData } from '@cdc/contracts';
import { OnEvents, type EventBatch, type ReceivedEvent } from '@cdc/platform';

/** Keeps machines and their first patients in step with equipment-tracker. A late or doubled event is older than the row and changes nothing. */
@Controller()
export class MachineConsumer {
  @OnEvents('activity-ingest', MachineRegistered)
  async onMachineRegistered({ events, manager }: EventBatch<EventData<typeof MachineRegistered>>): Promise<void> {
    const rows = newest(events).map(({ data, position }) => ({ machine_id: data.machineId, org_code: data.orgCode, modality: data.modality, position }));
    await manager.query(
      `insert into machine (machine_id, org_code, modality, position, milestone_position)
       select machine_id, org_code, modality, position, 0 from json_populate_recordset(null::machine, $1::json)
       on conflict (machine_id) do update set org_code = excluded.org_code, modality = excluded.modality, position = excluded.position
       where machine.position < excluded.position`,
      [JSON.stringify(rows)],
    );
  }

  @OnEvents('activity-ingest', MilestoneRecorded)
  async onMilestoneRecorded({ events, manager }: EventBatch<EventData<typeof MilestoneRecorded>>): Promise<void> {
    const rows = newest(events).map(({ data: { machineId, milestones }, position }) => {
      const first = milestones.find(({ milestone }) => milestone === 'FIRST_PATIENT');
      return { machine_id: machineId, first_patient: first?.actual ?? null, first_patient_expected: first?.forecast ?? first?.baseline ?? null, milestone_position: position };
    });
    await manager.query(
      `insert into machine (machine_id, position, first_patient, first_patient_expected, milestone_position)
       select machine_id, 0, first_patient, first_patient_expected, milestone_position from json_populate_recordset(null::machine, $1::json)
       on conflict (machine_id) do update set first_patient = excluded.first_patient, first_patient_expected = excluded.first_patient_expected,
         milestone_position = excluded.milestone_position
       where machine.milestone_position < excluded.milestone_position`,
      [JSON.stringify(rows)],
    );
  }
}

/** The last event of each machine: a batch is in the order of the log, and a statement may touch a row once. */
function newest<Data>(events: readonly ReceivedEvent<Data>[]): readonly ReceivedEvent<Data>[] {
  return [...new Map(events.map((event) => [event.subject, event])).values()];
}
