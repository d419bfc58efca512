import { isoDate, workingDayOfMonth } from '@cdc/contracts';
import { REGION_BY_WEEK, monthReturn } from '../files/activity-files.js';
import { revisedActivityPlanFile } from '../files/register-files.js';
import { commitmentsFile, forecastFile } from '../files/spend-files.js';
import { isOpenOn } from '../programme/centres.js';
import { MONTHS, addDays, instant } from '../programme/days.js';
import { type Programme } from '../programme/programme.js';
import { type Step } from './story.js';

const name = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const REVISED = { day: '2022-09-12', from: '2022-10' } as const;

/** What happens in the two weeks after each month, up to its report on the tenth working day; and one revision of the plans. */
export function months({ centres, machines }: Programme): Step[] {
  const ends = MONTHS.slice(0, -1).flatMap((month, at): Step[] => {
    const next = MONTHS[at + 1] ?? month;
    const title = name.format(new Date(`${month}-01T00:00:00Z`));
    const workingDay = (nth: number): string => isoDate(workingDayOfMonth(next, nth));
    const lastDay = addDays(`${next}-01`, -1);
    const own = centres.filter((centre) => centre.icb.region === REGION_BY_WEEK && isOpenOn(centre, lastDay));
    return [
      { at: instant(workingDay(6), '10:00'), title: `${title}: monthly returns`, files: () => [monthReturn(own, month)] },
      { at: instant(workingDay(7), '14:00'), title: `${title}: orders and forecasts`, files: () => [commitmentsFile(machines, lastDay), forecastFile(centres, next)] },
      { at: instant(workingDay(10), '07:05'), title: `${title}: reports`, files: () => [] },
    ];
  });
  const revision = { at: instant(REVISED.day, '12:00'), title: 'Plans of centres that open later', files: () => [revisedActivityPlanFile(centres, REVISED.from, REVISED.day)] };
  return [...ends, revision];
}
