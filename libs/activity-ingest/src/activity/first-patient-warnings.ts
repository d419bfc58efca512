import { monthDays, monthOf } from '@cdc/contracts';
import { type ErrorItem } from '@cdc/feeds';
import { askWarning } from '@cdc/intake';
import { type FirstPatient, type FirstPatients } from '../machine/first-patients.js';
import { type ActivityNames, type ComparedSince } from './activity-warnings.js';
import { type Grain } from './grain.model.js';
import { type PastPeriods } from './past-periods.js';
import { type TotalsByPeriod } from './period-totals.model.js';

/** Tests of a centre that a file states for periods which ended before the first patient of the machine that they need, recorded or expected. */
export interface EarlyActivity {
  readonly cdcNumber: number;
  readonly testNumber: number;
  readonly delivered: number;
  /** Day numbers of the first and the last such period, as they are named in the totals. */
  readonly firstPeriod: number;
  readonly lastPeriod: number;
  readonly machine: FirstPatient;
}

/**
 * What a file itself states too early, by centre and test.
 * @param totals of the file alone
 */
export function earlyActivity(grain: Grain, totals: TotalsByPeriod, firstPatients: FirstPatients): EarlyActivity[] {
  return totals.cdcNumbers
    .filter((cdcNumber) => firstPatients.knows(cdcNumber))
    .flatMap((cdcNumber) => {
      const early = new Map<number, EarlyActivity>();
      for (const period of [...totals.statedPeriods(cdcNumber)].sort((a, b) => a - b)) {
        for (const { testNumber, delivered } of totals.testsIn(cdcNumber, period)) {
          const machine = firstPatients.of(cdcNumber, testNumber);
          if (delivered === 0 || !machine || !endsBefore(grain, period, machine)) continue;
          const known = early.get(testNumber);
          early.set(testNumber, { cdcNumber, testNumber, machine, delivered: delivered + (known?.delivered ?? 0), firstPeriod: known?.firstPeriod ?? period, lastPeriod: period });
        }
      }
      return [...early.values()];
    });
}

/** A test that began when its machine came is not measured by the noughts before. */
export function sinceBegun(past: PastPeriods, firstPatients: FirstPatients): ComparedSince {
  return (cdcNumber, testNumber) => {
    if (!firstPatients.of(cdcNumber, testNumber)) return -Infinity;
    return past.of(cdcNumber).reduce((begun, one) => (one.delivered(testNumber) > 0 ? Math.min(begun, one.period) : begun), Infinity);
  };
}

function endsBefore(grain: Grain, period: number, { day }: FirstPatient): boolean {
  const last = grain.grain === 'monthly' ? monthDays(monthOf(period)).last : period;
  return day === null || last < day;
}

function beforeWords({ kind, day, isRecorded }: FirstPatient, names: ActivityNames): string {
  if (day === null) return `but no first patient of its machine (${kind}) is recorded`;
  return isRecorded ? `before the first patient of its machine (${kind}) on ${names.day(day)}` : `but the first patient of its machine (${kind}) is expected on ${names.day(day)}`;
}

/** The question for each, in the order given. */
export function firstPatientWarnings(early: readonly EarlyActivity[], names: ActivityNames): ErrorItem[] {
  return early.map(({ cdcNumber, testNumber, delivered, firstPeriod, lastPeriod, machine }) => {
    const when = firstPeriod === lastPeriod ? names.period(firstPeriod) : `${names.period(firstPeriod)} to ${names.period(lastPeriod)}`;
    const what = `${names.centre(cdcNumber)}, ${names.test(testNumber)}, ${when}: ${delivered.toLocaleString('en-GB')} tests`;
    return askWarning(
      'BEFORE_FIRST_PATIENT',
      {
        message: `${what}, ${beforeWords(machine, names)}.`,
        fix: 'Correct it, or tell us why: it was done on another machine, or the list of installations is not up to date.',
      },
      { column: 'delivered', value: String(delivered) },
    );
  });
}
