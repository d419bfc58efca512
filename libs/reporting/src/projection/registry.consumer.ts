import { Controller } from '@nestjs/common';
import {
  ActivityPlanApproved,
  CdcRegistered,
  OpeningPlanApproved,
  OrganisationChanged,
  SpendPlanApproved,
  TestsOffered,
  type EventData,
} from '@cdc/contracts';
import { OnEvents, type EventBatch } from '@cdc/platform';
import { CENTRE_VERSION, OFFER_VERSION, OPENING_PLAN_VERSION, ORGANISATION_VERSION, PLAN_VERSION } from './projection-tables.js';
import { SPEND_PLAN_VERSION } from './spend-tables.js';
import { addVersions } from './version-table.js';

/** Keeps every value that the registry ever published of centres, organisations, offered tests and plans. */
@Controller()
export class RegistryConsumer {
  @OnEvents('reporting', CdcRegistered)
  async onCdcRegistered({ events, manager }: EventBatch<EventData<typeof CdcRegistered>>): Promise<void> {
    const rows = events.map(({ position, data }) => ({
      cdc_code: data.cdcCode,
      position,
      name: data.name,
      icb_code: data.icbCode,
      region_code: data.regionCode,
      host_trust: data.hostTrust,
      status: data.status,
      opened: data.opened,
      closed: data.closed,
      temporary: data.temporary,
    }));
    await addVersions(manager, CENTRE_VERSION, rows);
  }

  @OnEvents('reporting', OrganisationChanged)
  async onOrganisationChanged({ events, manager }: EventBatch<EventData<typeof OrganisationChanged>>): Promise<void> {
    const rows = events.map(({ position, data }) => ({
      code: data.code,
      position,
      kind: data.kind,
      name: data.name,
      region_code: data.regionCode,
      icb_code: data.icbCode,
    }));
    await addVersions(manager, ORGANISATION_VERSION, rows);
  }

  @OnEvents('reporting', TestsOffered)
  async onTestsOffered({ events, manager }: EventBatch<EventData<typeof TestsOffered>>): Promise<void> {
    const rows = events.map(({ position, data }) => ({ cdc_code: data.cdcCode, position, offers: data.offers }));
    await addVersions(manager, OFFER_VERSION, rows);
  }

  @OnEvents('reporting', ActivityPlanApproved)
  async onActivityPlanApproved({ events, manager }: EventBatch<EventData<typeof ActivityPlanApproved>>): Promise<void> {
    const rows = events.flatMap(({ position, data }) =>
      data.months.map(({ month, tests }) => ({
        month,
        cdc_code: data.cdcCode,
        position,
        tests: tests.map(({ test }) => test),
        planned: tests.map(({ planned }) => planned),
      })),
    );
    await addVersions(manager, PLAN_VERSION, rows);
  }

  @OnEvents('reporting', OpeningPlanApproved)
  async onOpeningPlanApproved({ events, manager }: EventBatch<EventData<typeof OpeningPlanApproved>>): Promise<void> {
    const rows = events.map(({ position, data }) => ({
      cdc_code: data.cdcCode,
      position,
      planned_opening: data.plannedOpening,
      wave: data.wave,
      permanent_planned: data.permanentPlanned,
    }));
    await addVersions(manager, OPENING_PLAN_VERSION, rows);
  }

  @OnEvents('reporting', SpendPlanApproved)
  async onSpendPlanApproved({ events, manager }: EventBatch<EventData<typeof SpendPlanApproved>>): Promise<void> {
    const rows = events.flatMap(({ position, data }) =>
      data.months.map(({ month, lines }) => ({
        month,
        org_code: data.orgCode,
        position,
        kinds: lines.map(({ kind }) => kind),
        lines: lines.map(({ line }) => line),
        planned_pence: lines.map(({ plannedPence }) => plannedPence),
      })),
    );
    await addVersions(manager, SPEND_PLAN_VERSION, rows);
  }
}
