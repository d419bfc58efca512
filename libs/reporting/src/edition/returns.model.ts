import { type ActivityVersion, type PlanVersion } from '../projection/projection-tables.js';
import { type CentreInputs, type StatedByTest } from './edition-inputs.model.js';

/** What one return states, by test. */
export function statedByTest(row: ActivityVersion): StatedByTest {
  return new Map(
    row.tests.map((test, index) => [
      test,
      {
        delivered: row.delivered[index] ?? 0,
        didNotAttend: row.did_not_attend[index] ?? null,
        cancelled: row.cancelled[index] ?? null,
        days: row.days[index] ?? 0,
      },
    ]),
  );
}

/** Planned number by centre, test and month. */
export function plansByCentre(plans: readonly PlanVersion[]): ReadonlyMap<string, CentreInputs['plan']> {
  const byCentre = new Map<string, Map<string, Map<string, number>>>();
  for (const { cdc_code: code, month, tests, planned } of plans) {
    const byTest = byCentre.get(code) ?? new Map<string, Map<string, number>>();
    byCentre.set(code, byTest);
    tests.forEach((test, index) => {
      const byMonth = byTest.get(test) ?? new Map<string, number>();
      byTest.set(test, byMonth.set(month, planned[index] ?? 0));
    });
  }
  return byCentre;
}
