import { Controller } from '@nestjs/common';
import { MachineRegistered, MilestoneRecorded, type EventData } from '@cdc/contracts';
import { OnEvents, type EventBatch } from '@cdc/platform';
import { MACHINE_VERSION, MILESTONE_VERSION } from './equipment-tables.js';
import { addVersions } from './version-table.js';

/** Keeps every value that equipment-tracker ever published of machines and their milestones. */
@Controller()
export class EquipmentConsumer {
  @OnEvents('reporting', MachineRegistered)
  async onMachineRegistered({ events, manager }: EventBatch<EventData<typeof MachineRegistered>>): Promise<void> {
    const rows = events.map(({ position, data }) => ({
      machine_id: data.machineId,
      position,
      org_code: data.orgCode,
      modality: data.modality,
    }));
    await addVersions(manager, MACHINE_VERSION, rows);
  }

  @OnEvents('reporting', MilestoneRecorded)
  async onMilestoneRecorded({ events, manager }: EventBatch<EventData<typeof MilestoneRecorded>>): Promise<void> {
    const rows = events.map(({ position, data: { machineId, statedOn, milestones } }) => ({
      machine_id: machineId,
      position,
      stated_on: statedOn,
      milestones: milestones.map((one) => one.milestone),
      baselines: milestones.map((one) => one.baseline),
      forecasts: milestones.map((one) => one.forecast),
      actuals: milestones.map((one) => one.actual),
      reasons: milestones.map((one) => one.reason),
      forecast_moves: milestones.map((one) => one.forecastMoves),
    }));
    await addVersions(manager, MILESTONE_VERSION, rows);
  }
}
