import { financialYearMonths } from '@cdc/contracts';
import { COMMITMENT_VERSION, SPEND_FORECAST_VERSION, SPEND_PLAN_VERSION } from '../projection/spend-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { NOW, type TemplateRows } from './template-question.js';

const PLAN = 'planned';
const LAST_FORECAST = 'forecast as last sent';

const pounds = (pence: string | number | undefined): number | null => (pence === undefined ? null : Number(pence) / 100);

/** Every line that has a plan or a forecast in the months of the financial year that have not ended. */
export const spendForecastTemplate: TemplateRows = async ({ manager, today }) => {
  const months = financialYearMonths(today.slice(0, 7)).filter((month) => month >= today.slice(0, 7));
  const lines = new Map<string, { org_code: string; month: string; kind: string; line: string; [PLAN]: number | null; [LAST_FORECAST]: number | null }>();
  const lineOf = (org_code: string, month: string, kind: string, line: string) => {
    const key = `${org_code} ${month} ${kind} ${line}`;
    const row = lines.get(key) ?? { org_code, month, kind, line, [PLAN]: null, [LAST_FORECAST]: null };
    lines.set(key, row);
    return row;
  };
  for (const row of await versionsAt(manager, SPEND_PLAN_VERSION, NOW, 'month = any($2)', [months])) {
    row.lines.forEach((line, index) => (lineOf(row.org_code, row.month, row.kinds[index] ?? '', line)[PLAN] = pounds(row.planned_pence[index])));
  }
  for (const row of await versionsAt(manager, SPEND_FORECAST_VERSION, NOW, 'month = any($2)', [months])) {
    row.lines.forEach((line, index) => (lineOf(row.org_code, row.month, row.kinds[index] ?? '', line)[LAST_FORECAST] = pounds(row.forecast_pence[index])));
  }
  return { information: [PLAN, LAST_FORECAST], rows: [...lines.values()] };
};

/** Every order that is known, with what was received and invoiced when it was last stated. */
export const commitmentsTemplate: TemplateRows = async ({ manager }) => {
  const titles = { receipted: 'receipted as last sent', invoiced: 'invoiced as last sent' };
  const rows = await versionsAt(manager, COMMITMENT_VERSION, NOW);
  return {
    information: Object.values(titles),
    rows: rows.map(({ po_reference, org_code, kind, line, ordered_pence, receipted_pence, invoiced_pence }) => ({
      po_reference,
      org_code,
      kind,
      line,
      ordered: pounds(ordered_pence),
      [titles.receipted]: pounds(receipted_pence),
      [titles.invoiced]: pounds(invoiced_pence),
    })),
  };
};
