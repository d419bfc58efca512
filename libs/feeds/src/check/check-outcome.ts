import { type FileMeta, type Layout } from '../feeds/feed.model.js';
import { type CheckResult, type ErrorItem } from './check-result.model.js';
import { type Reread } from '../columns/date-reading.js';
import { type ErrorList } from './error-list.js';
import { type FaultReporter } from './fault-reporter.js';
import { type RowEngine } from './row-engine.js';

/** The result of a file that was refused before its rows were read. */
export function refused(errors: ErrorList, layout: Layout | null = null, meta: FileMeta = {}): CheckResult {
  return resultOf(errors, layout, meta, { read: 0, skipped: 0, reread: null }, {});
}

/** Ends an engine and sums up. */
export function outcomeOf(
  engine: RowEngine,
  layout: Layout,
  errors: ErrorList,
  report: FaultReporter,
  meta: FileMeta = {},
): CheckResult {
  const totals = engine.end();
  if (engine.read === 0) report.file('NO_DATA_ROWS');
  return resultOf(errors, layout, { ...meta, ...engine.meta }, engine, totals);
}

function resultOf(
  list: ErrorList,
  layout: Layout | null,
  meta: FileMeta,
  { read, skipped, reread }: { read: number; skipped: number; reread: Reread | null },
  totals: Record<string, number>,
): CheckResult {
  const patients = list.privacy.end();
  if (patients !== null) return quarantined(layout, { read, skipped }, patients);
  const { errors, warnings, byCode, items } = list;
  return { layout, counts: { read, skipped, errors, warnings }, errorsByCode: byCode, errors: items, totals, meta, quarantined: false, unseen: list.privacy.unseen, reread };
}

/** Whatever else was found may quote the file, so only the places are left. */
function quarantined(
  layout: Layout | null,
  { read, skipped }: { read: number; skipped: number },
  { items, count }: { items: readonly ErrorItem[]; count: number },
): CheckResult {
  const counts = { read, skipped, errors: count, warnings: 0 };
  return { layout, counts, errorsByCode: { POSSIBLE_PATIENT_DATA: count }, errors: items, totals: {}, meta: {}, quarantined: true, unseen: false, reread: null };
}
