import { describe, expect, it } from '@jest/globals';
import { dayNumber, isoDate, weekday } from '@cdc/contracts';
import { dueSlots, dueTimes, type ScheduleRule } from './report-schedule.model.js';

const FRIDAYS: ScheduleRule = { every: 'week', day: 4, time: '07:00' };
const TENTH_WORKING_DAY: ScheduleRule = { every: 'month', day: 10, time: '07:00' };

const londonTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
});

/** As in the specs of the calendar: the same sequence every time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
}

describe('a weekly report', () => {
  const year = dueTimes(FRIDAYS, new Date('2021-12-31T23:59:59Z'), new Date('2023-01-01T00:00:00Z'));

  it('is due on every Friday of a year at 7 in the morning in England, in winter and in summer', () => {
    expect(year).toHaveLength(52);
    expect(new Set(year.map(({ dueAt }) => londonTime.format(dueAt)))).toEqual(new Set(['Friday 07:00']));
    expect(new Set(year.map(({ dueAt }) => dueAt.toISOString().slice(11)))).toEqual(
      new Set(['06:00:00.000Z', '07:00:00.000Z']),
    );
  });

  it('keeps the hour over both changes of the clocks', () => {
    const around = (from: string, to: string) =>
      year.map(({ dueAt }) => dueAt.toISOString()).filter((at) => at >= from && at <= to);
    expect(around('2022-03-25', '2022-04-02')).toEqual(['2022-03-25T07:00:00.000Z', '2022-04-01T06:00:00.000Z']);
    expect(around('2022-10-28', '2022-11-05')).toEqual(['2022-10-28T06:00:00.000Z', '2022-11-04T07:00:00.000Z']);
  });

  it('is about the week that ended on the Sunday before', () => {
    for (const { period, dueAt } of year) {
      expect(weekday(dayNumber(period))).toBe(6);
      expect(isoDate(dayNumber(period) + 5)).toBe(dueAt.toISOString().slice(0, 10));
    }
  });

  it('is found due once, however the time is cut into pieces', () => {
    const random = sequence(20_221_113);
    const [from, to] = [Date.parse('2021-12-31T23:59:59Z'), Date.parse('2023-01-01T00:00:00Z')];
    for (let round = 0; round < 20; round++) {
      const cuts = Array.from({ length: 40 }, () => from + random() * (to - from)).sort((one, other) => one - other);
      // A piece that ends on the very moment, too.
      const ends = [...cuts, year[round]?.dueAt.getTime() ?? to, to].sort((one, other) => one - other);
      const found = ends.flatMap((end, at) => dueTimes(FRIDAYS, new Date(ends[at - 1] ?? from), new Date(end)));
      expect(found).toEqual(year);
    }
  });
});

describe('a monthly report', () => {
  it.each([
    ['Good Friday and Easter Monday behind the tenth', '2022-04', '2022-03', '2022-04-14T06:00:00.000Z'],
    ['the jubilee', '2022-06', '2022-05', '2022-06-16T06:00:00.000Z'],
    ['the state funeral behind the tenth', '2022-09', '2022-08', '2022-09-14T06:00:00.000Z'],
    ['a year that begins on a holiday', '2023-01', '2022-12', '2023-01-16T07:00:00.000Z'],
    ['two holidays in May', '2023-05', '2023-04', '2023-05-16T06:00:00.000Z'],
  ])('is due on the tenth working day: %s', (_, month, period, dueAt) => {
    const [due, ...more] = dueTimes(TENTH_WORKING_DAY, new Date(`${month}-01`), new Date(`${month}-28`));
    expect([due?.period, due?.dueAt.toISOString(), more]).toEqual([period, dueAt, []]);
  });

  it('is due once a month', () => {
    const year = dueTimes(TENTH_WORKING_DAY, new Date('2022-01-01'), new Date('2023-01-01'));
    expect(year.map(({ period }) => period)).toEqual([
      '2021-12',
      ...Array.from({ length: 11 }, (_, at) => `2022-${String(at + 1).padStart(2, '0')}`),
    ]);
  });
});

describe('a schedule', () => {
  const schedule = {
    kind: 'weekly',
    rule: FRIDAYS,
    scopes: [
      { level: 'england', code: 'ENG' },
      { level: 'region', code: 'Y60' },
    ],
    startsAt: new Date('2022-11-18T07:00:00Z'),
    newestDue: null,
  } as const;

  it('owes nothing from before its beginning, and what falls on it', () => {
    const due = dueSlots(schedule, new Date('2022-11-25T06:59:59Z'));
    expect(due.map(({ scope, period }) => [scope.code, period])).toEqual([
      ['ENG', '2022-11-13'],
      ['Y60', '2022-11-13'],
    ]);
  });

  it('goes on after the newest time that was found', () => {
    const due = dueSlots({ ...schedule, newestDue: schedule.startsAt }, new Date('2022-11-25T07:00:00Z'));
    expect(due.map(({ scope, period }) => [scope.code, period])).toEqual([
      ['ENG', '2022-11-20'],
      ['Y60', '2022-11-20'],
    ]);
  });
});
