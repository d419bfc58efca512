import { ENGLAND, REGIONS, isoDate, monthDays, type RegionCode } from '@cdc/contracts';
import { correctedWeek, spoiltReturn, weekReturn } from '../files/activity-files.js';
import { updateFile } from '../files/installation-files.js';
import { offeredTestsFile, registerFile } from '../files/register-files.js';
import { type SentFile } from '../files/sent-file.js';
import { ledgerFile, type LedgerEntity } from '../files/spend-files.js';
import { isOpenOn, type Centre } from '../programme/centres.js';
import { MONTHS, addDays, dateInWords, instant, mondayOf, weekEndings } from '../programme/days.js';
import { draws } from '../programme/draws.js';
import { type Programme } from '../programme/programme.js';
import { spendPlan, type PlannedSpend } from '../programme/spend-plan.js';
import { type Step } from './story.js';

/** Weeks, counted from 1, in which a region's return comes after the report of the week is made. */
const LATE_RETURNS: Readonly<Record<number, RegionCode>> = { 6: 'Y63', 12: 'Y59', 20: 'Y59', 27: 'Y61' };
/** Weeks in which a region's first file is refused. */
const SPOILT_RETURNS: Readonly<Record<number, RegionCode>> = { 9: 'Y61', 18: 'Y60', 25: 'Y56', 33: 'Y63' };
/** Boards from which nothing has come of the last week when its report is made. */
const SILENT_BOARDS: readonly string[] = ['QNQ', 'QSL'];
const LAST_WEEK = 33;
/** Ledgers that are not there: one of a month comes after the report of that month, one has not come since October. */
const LATE_LEDGER = { entity: 'Y59', month: '2022-09', comes: '2022-10-20' } as const;
const MISSING_LEDGER = { entity: 'Y61', since: '2022-10' } as const;

/** The 33 weeks, each from the Monday after it to the Friday on which its reports are made. */
export function weeks({ centres, machines }: Programme): Step[] {
  const plan = spendPlan(centres);
  return weekEndings().flatMap((sunday, at) => {
    const week = at + 1;
    const [monday, tuesday, wednesday, thursday, friday] = [1, 2, 3, 4, 5].map((days) => addDays(sunday, days)) as [string, string, string, string, string];
    const title = `Week ending ${dateInWords(sunday)}`;
    const late = LATE_RETURNS[week];
    return [
      ...opened(centres, monday, title),
      { at: instant(tuesday, '11:00'), title: `${title}: returns of activity`, files: () => returns(centres, sunday, week) },
      { at: instant(wednesday, '15:00'), title: `${title}: installations and corrections`, files: () => [...installations(machines, wednesday, week), ...corrections(centres, sunday, week)] },
      { at: instant(thursday, '16:00'), title: `${title}: ledgers`, files: () => ledgers(plan, sunday, thursday) },
      { at: instant(friday, '07:05'), title: `${title}: reports`, files: () => [] },
      ...(late ? [{ at: instant(friday, '11:00'), title: `${title}: late returns`, files: () => present(weekReturn(late, inRegion(centres, late), sunday)) }] : []),
    ];
  });
}

function present<Item>(item: Item | null): Item[] {
  return item === null ? [] : [item];
}

function inRegion(centres: readonly Centre[], region: string): Centre[] {
  return centres.filter(({ icb }) => icb.region === region);
}

/** Centres that opened, or moved into their permanent building, within the seven days up to a Monday. */
function opened(centres: readonly Centre[], monday: string, title: string): Step[] {
  const since = addDays(monday, -7);
  const isNew = (date: string | null): boolean => date !== null && date > since && date <= monday;
  const changed = centres.filter(({ opens, permanentFrom }) => isNew(opens) || isNew(permanentFrom));
  const newlyOpen = changed.filter(({ opens }) => isNew(opens));
  if (changed.length === 0) return [];
  return [
    { at: instant(monday, '09:30'), title: `${title}: centres that opened`, files: () => [registerFile(changed, monday)] },
    ...(newlyOpen.length > 0 ? [{ at: instant(monday, '10:00'), title: `${title}: tests that they offer`, files: () => [offeredTestsFile(newlyOpen, monday)] }] : []),
  ];
}

/** Whether a centre's return of a week is not there in time. Most of those come a week later. */
function isAbsent({ code, icb }: Centre, sunday: string, week: number): boolean {
  return (week === LAST_WEEK && SILENT_BOARDS.includes(icb.code)) || draws('absent', code, sunday).chance(2.5);
}

function returns(centres: readonly Centre[], sunday: string, week: number): SentFile[] {
  return REGIONS.filter(({ code }) => LATE_RETURNS[week] !== code).flatMap(({ code }) => {
    const own = inRegion(centres, code);
    const sent = own.filter((centre) => !isAbsent(centre, sunday, week));
    const spoilt = SPOILT_RETURNS[week] === code ? present(spoiltReturn(code, sent, sunday)) : [];
    return [...spoilt, ...present(weekReturn(code, sent, sunday))];
  });
}

/** What was not there a week ago, and cells that were wrong. */
function corrections(centres: readonly Centre[], sunday: string, week: number): SentFile[] {
  const before = addDays(sunday, -7);
  return REGIONS.flatMap(({ code }, at) => {
    const open = inRegion(centres, code).filter((centre) => isOpenOn(centre, mondayOf(before)));
    const isOnTime = week > 1 && LATE_RETURNS[week - 1] !== code;
    const absent = isOnTime ? open.filter((centre) => isAbsent(centre, before, week - 1) && draws('catches-up', centre.code, before).chance(70)) : [];
    const wrong = week > 1 && (week + at) % 5 === 0 ? open.filter((centre) => !isAbsent(centre, before, week - 1)).slice(at, at + 1) : [];
    return [
      ...(absent.length > 0 ? present(weekReturn(code, absent, before, 'late-returns')) : []),
      ...wrong.flatMap((centre) => present(correctedWeek(code, centre, before))),
    ];
  });
}

/** Every region states its installations every second week, three of them in one week and four in the next. */
function installations(machines: Programme['machines'], day: string, week: number): SentFile[] {
  const regions = REGIONS.filter((_, at) => at % 2 === week % 2);
  return regions.flatMap(({ code }) => present(updateFile(code, machines.filter(({ region }) => region === code), addDays(day, -14), day)));
}

/** Every entity's ledger of the month so far, and of the month that ended within the week. */
function ledgers(plan: readonly PlannedSpend[], sunday: string, today: string): SentFile[] {
  const month = sunday.slice(0, 7);
  const ended = mondayOf(sunday).slice(0, 7);
  const entities: readonly LedgerEntity[] = [...REGIONS.map(({ code }) => code), ENGLAND.code];
  const isThere = (entity: LedgerEntity, of: string): boolean => {
    if (entity === LATE_LEDGER.entity && of === LATE_LEDGER.month) return today >= LATE_LEDGER.comes;
    return !(entity === MISSING_LEDGER.entity && of >= MISSING_LEDGER.since);
  };
  const file = (entity: LedgerEntity, of: string): SentFile[] => {
    const lastDay = isoDate(monthDays(of).last);
    return isThere(entity, of) ? present(ledgerFile(entity, plan, of, lastDay < sunday ? lastDay : sunday)) : [];
  };
  return [
    ...(today === LATE_LEDGER.comes ? file(LATE_LEDGER.entity, LATE_LEDGER.month) : []),
    ...entities.flatMap((entity) => [...(ended !== month && MONTHS.includes(ended) ? file(entity, ended) : []), ...file(entity, month)]),
  ];
}
