import { dayNumber, isoDate, monthsTouched } from '@cdc/contracts';
import { type LogCut } from '@cdc/platform';
import { type EntityManager } from 'typeorm';
import { cellsOf, isExpected, isReported } from '../edition/cells.model.js';
import { type Centre, type CentreInputs } from '../edition/edition-inputs.model.js';
import { plansByCentre, statedByTest } from '../edition/returns.model.js';
import { measuresOf } from '../edition/roll-up.model.js';
import { ACTIVITY_VERSION, OFFER_VERSION, PLAN_VERSION } from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { weeklyReport } from '../reports/weekly.report.js';
import { type TestWeek } from './overview.model.js';

/** The tests of some centres in consecutive weeks, as weekly editions would count them, read at once. Oldest week first. */
export async function testWeeks(manager: EntityManager, cut: LogCut, centres: readonly Centre[], weeks: readonly string[]): Promise<readonly TestWeek[]> {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return [];
  const codes = centres.map(({ code }) => code);
  const registry = cut['cdc-registry'] ?? '0';
  const offers = new Map((await versionsAt(manager, OFFER_VERSION, registry, 'cdc_code = any($2)', [codes])).map((row) => [row.cdc_code, row.offers]));
  const months = monthsTouched(dayNumber(first) - 6, dayNumber(last));
  const plans = plansByCentre(await versionsAt(manager, PLAN_VERSION, registry, 'month = any($2) and cdc_code = any($3)', [months, codes]));
  const returns = new Map(
    (
      await versionsAt(manager, ACTIVITY_VERSION, cut['activity-ingest'] ?? '0', "kind = 'week' and period = any($2) and grain = any($3) and cdc_code = any($4)", [
        weeks,
        ['daily', weeklyReport.wholeGrain],
        codes,
      ])
    ).map((row) => [`${row.period} ${row.grain} ${row.cdc_code}`, statedByTest(row)]),
  );
  return weeks.map((week) =>
    weekOf(
      week,
      centres.map((centre) => ({
        centre,
        offers: offers.get(centre.code) ?? [],
        plan: plans.get(centre.code) ?? new Map(),
        daily: returns.get(`${week} daily ${centre.code}`) ?? new Map(),
        whole: returns.get(`${week} ${weeklyReport.wholeGrain} ${centre.code}`) ?? new Map(),
        sentOther: false,
      })),
    ),
  );
}

function weekOf(week: string, centres: readonly CentreInputs[]): TestWeek {
  const days = weeklyReport.days(week);
  const byCentre = centres.map((inputs) => ({ centre: inputs.centre, cells: cellsOf(weeklyReport, week, inputs) }));
  const { plan, actual, centresReported } = measuresOf(byCentre.flatMap(({ cells }) => cells));
  const expected = byCentre.filter(({ centre, cells }) => isExpected(centre, days, cells) || cells.some(isReported));
  return { period: week, plan, actual, centresReported, centresExpected: expected.length };
}

/** The Sundays of the weeks up to one, oldest first. */
export function weeksUpTo(week: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => isoDate(dayNumber(week) - 7 * (count - 1 - index)));
}

