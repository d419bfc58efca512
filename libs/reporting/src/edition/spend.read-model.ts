import { type SpendKind } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import {
  COMMITMENT_VERSION,
  POSTED_VERSION,
  SPEND_FORECAST_VERSION,
  SPEND_PLAN_VERSION,
  type PostedVersion,
} from '../projection/spend-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { type MonthlyAmount, type PostedLedger, type SpendInputs } from './edition-inputs.model.js';
import { type ScopeGround } from './scope-ground.model.js';
import { type SpendWindow } from './spend-window.model.js';

export const NO_SPEND: SpendInputs = { plans: [], forecasts: [], ledgers: [], orders: [] };

type Ground = Pick<ScopeGround, 'placeOf' | 'nameOf'>;

/** What a period's spend is made of, as the logs stood at two positions. */
export async function spendAt(
  manager: EntityManager,
  at: { readonly registry: string; readonly spend: string },
  ground: Ground,
  { year, monthsToDate, months }: SpendWindow,
): Promise<SpendInputs> {
  const wanted = [...new Set([...year, ...monthsToDate, ...months])];
  const plans = await versionsAt(manager, SPEND_PLAN_VERSION, at.registry, 'month = any($2)', [wanted]);
  const forecasts = await versionsAt(manager, SPEND_FORECAST_VERSION, at.spend, 'month = any($2)', [year]);
  // A line may be dated in a week of the period whatever its ledger month, so every ledger is looked at.
  const ledgers = await versionsAt(manager, POSTED_VERSION, at.spend);
  const orders = await versionsAt(manager, COMMITMENT_VERSION, at.spend);
  return {
    plans: plans.flatMap((row) => amountsOf(row, row.planned_pence, ground)),
    forecasts: forecasts.flatMap((row) => amountsOf(row, row.forecast_pence, ground)),
    ledgers: ledgers.map((row) => ledgerOf(row, ground)),
    orders: orders.map((row) => ({
      orgCode: row.org_code,
      place: ground.placeOf(row.org_code),
      kind: row.kind,
      line: row.line,
      orderedPence: Number(row.ordered_pence),
      receiptedPence: Number(row.receipted_pence),
      invoicedPence: Number(row.invoiced_pence),
    })),
  };
}

interface MonthRow {
  readonly month: string;
  readonly org_code: string;
  readonly kinds: readonly SpendKind[];
  readonly lines: readonly string[];
}

function amountsOf({ month, org_code: orgCode, kinds, lines }: MonthRow, pence: readonly (string | number)[], { placeOf }: Ground): MonthlyAmount[] {
  const place = placeOf(orgCode);
  return kinds.map((kind, index) => ({ orgCode, place, kind, line: lines[index] ?? '', month, pence: Number(pence[index]) }));
}

function ledgerOf(row: PostedVersion, { placeOf, nameOf }: Ground): PostedLedger {
  const own = placeOf(row.entity);
  return {
    entity: row.entity,
    name: nameOf(row.entity) ?? row.entity_name,
    place: own,
    month: row.period,
    amounts: row.kinds.map((kind, index) => {
      const cdcCode = row.cdc_codes[index] ?? null;
      return {
        kind,
        line: row.lines[index] ?? null,
        cdcCode,
        place: cdcCode === null ? own : placeOf(cdcCode),
        weekEnding: row.weeks[index] ?? '',
        pence: Number(row.amounts_pence[index]),
        lines: row.line_counts[index] ?? 0,
      };
    }),
  };
}
