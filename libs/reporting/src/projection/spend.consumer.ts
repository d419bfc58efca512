import { Controller } from '@nestjs/common';
import { CommitmentStated, SpendForecastStated, SpendPosted, type EventData } from '@cdc/contracts';
import { OnEvents, type EventBatch } from '@cdc/platform';
import { COMMITMENT_VERSION, POSTED_VERSION, SPEND_FORECAST_VERSION } from './spend-tables.js';
import { addVersions } from './version-table.js';

/** Keeps every ledger, purchase order and forecast that spend-monitor ever published. */
@Controller()
export class SpendConsumer {
  @OnEvents('reporting', SpendPosted)
  async onSpendPosted({ events, manager }: EventBatch<EventData<typeof SpendPosted>>): Promise<void> {
    const rows = events.map(({ position, data: { cells, ...ledger } }) => ({
      period: ledger.period,
      entity: ledger.entity,
      position,
      entity_name: ledger.entityName,
      cdc_codes: cells.map((cell) => cell.cdcCode),
      kinds: cells.map((cell) => cell.kind),
      lines: cells.map((cell) => cell.line),
      weeks: cells.map((cell) => cell.weekEnding),
      amounts_pence: cells.map((cell) => cell.amountPence),
      line_counts: cells.map((cell) => cell.lines),
    }));
    await addVersions(manager, POSTED_VERSION, rows);
  }

  @OnEvents('reporting', CommitmentStated)
  async onCommitmentStated({ events, manager }: EventBatch<EventData<typeof CommitmentStated>>): Promise<void> {
    const rows = events.map(({ position, data }) => ({
      po_reference: data.poReference,
      position,
      org_code: data.orgCode,
      kind: data.kind,
      line: data.line,
      ordered_pence: data.orderedPence,
      receipted_pence: data.receiptedPence,
      invoiced_pence: data.invoicedPence,
    }));
    await addVersions(manager, COMMITMENT_VERSION, rows);
  }

  @OnEvents('reporting', SpendForecastStated)
  async onSpendForecastStated({ events, manager }: EventBatch<EventData<typeof SpendForecastStated>>): Promise<void> {
    const rows = events.flatMap(({ position, data }) =>
      data.months.map(({ month, lines }) => ({
        month,
        org_code: data.orgCode,
        position,
        kinds: lines.map(({ kind }) => kind),
        lines: lines.map(({ line }) => line),
        forecast_pence: lines.map(({ forecastPence }) => forecastPence),
      })),
    );
    await addVersions(manager, SPEND_FORECAST_VERSION, rows);
  }
}
