import { ICBS, regionName } from '@cdc/contracts';
import { activityPlanOf, revisedPlanOf, type PlannedTests } from '../programme/activity-plan.js';
import { isOpenOn, type Centre } from '../programme/centres.js';
import { poundsText } from '../programme/money.js';
import { MONTHS } from '../programme/days.js';
import { spendPlan } from '../programme/spend-plan.js';
import { testsOf } from '../programme/tests-offered.js';
import { type Trust } from '../programme/trusts.js';
import { csvText } from './csv.js';
import { accepted, type SentFile } from './sent-file.js';

/** The boards with their regions, and the trusts. The boards' ONS codes are invented, as only the register of England may give them. */
export function organisationFiles(trusts: readonly Trust[]): SentFile[] {
  const names = csvText(ICBS, [
    ['ICB23CD', ({ code }) => `E54${String(900_001 + ICBS.findIndex((icb) => icb.code === code))}`],
    ['ICB23CDH', ({ code }) => code],
    ['ICB23NM', ({ name }) => `NHS ${name} Integrated Care Board`],
  ]);
  const regions = csvText(ICBS, [
    ['Code', ({ code }) => code],
    ['National Grouping Name', ({ region }) => `${regionName(region) ?? ''} Commissioning Region`.toUpperCase()],
  ]);
  return [
    accepted('organisations', 'admin', 'icb_names_and_codes.csv', names),
    accepted('organisations', 'admin', 'icb_regions.csv', regions),
    accepted('organisations', 'admin', 'trusts.csv', trustExtract(trusts)),
  ];
}

/** In the shape of the ODS extract: 27 columns without headers. */
function trustExtract(trusts: readonly Trust[]): string {
  const lines = trusts.map(({ code, name, icb }) => {
    const cells = Array<string>(27).fill('');
    [cells[0], cells[1], cells[2], cells[3], cells[10]] = [code, name, icb.region, icb.code, '20160401'];
    return cells.map((cell) => `"${cell}"`).join(',');
  });
  return [...lines, ''].join('\r\n');
}

/** The register as it stands on a day. */
export function registerFile(centres: readonly Centre[], day: string): SentFile {
  const body = csvText(centres, [
    ['cdc_code', ({ code }) => code],
    ['name', ({ name }) => name],
    ['host_trust', ({ trust }) => trust.code],
    ['icb', ({ icb }) => icb.code],
    ['region', ({ icb }) => icb.region],
    ['archetype', ({ archetype }) => archetype],
    ['status', (centre) => (isOpenOn(centre, day) ? 'open' : 'approved')],
    ['temporary', ({ permanentFrom }) => (permanentFrom !== null && permanentFrom > day ? 'yes' : 'no')],
    ['opened', (centre) => (isOpenOn(centre, day) ? centre.opens : null)],
    ['parent_hub', ({ parentHub }) => parentHub],
  ]);
  return accepted('cdc-register', 'admin', `cdc-register-${day}.csv`, body);
}

/** What centres offer from the day of their opening on. */
export function offeredTestsFile(centres: readonly Centre[], day: string): SentFile {
  const rows = centres.flatMap((centre) => testsOf(centre).map(({ test }) => ({ centre, test })));
  const body = csvText(rows, [
    ['cdc_code', ({ centre }) => centre.code],
    ['test', ({ test }) => test],
    ['from', ({ centre }) => centre.opens],
  ]);
  return accepted('offered-tests', 'national', `offered-tests-${day}.csv`, body);
}

export function openingPlanFile(centres: readonly Centre[]): SentFile {
  const body = csvText(centres, [
    ['cdc_code', ({ code }) => code],
    ['planned_opening', ({ plannedOpening }) => plannedOpening],
    ['wave', ({ wave }) => wave],
    ['permanent_planned', ({ permanentFrom }) => permanentFrom],
  ]);
  return accepted('opening-plan', 'national', 'opening-plan.csv', body);
}

export function activityPlanFile(centres: readonly Centre[]): SentFile {
  return plannedTestsFile('plan-activity-2022-23.csv', centres.flatMap(activityPlanOf));
}

/** The plans, from a month on, of centres whose opening is known on a day to have slipped. */
export function revisedActivityPlanFile(centres: readonly Centre[], fromMonth: string, day: string): SentFile {
  return plannedTestsFile(`plan-activity-2022-23-revised-from-${fromMonth}.csv`, centres.flatMap((centre) => revisedPlanOf(centre, fromMonth, day)));
}

function plannedTestsFile(fileName: string, rows: readonly PlannedTests[]): SentFile {
  const body = csvText(rows, [
    ['cdc_code', ({ cdcCode }) => cdcCode],
    ['month', ({ month }) => month],
    ['test', ({ test }) => test],
    ['planned', ({ planned }) => planned],
  ]);
  return accepted('plan-activity', 'national', fileName, body);
}

/** The budget of the year by organisation, month and line. */
export function spendPlanFile(centres: readonly Centre[]): SentFile {
  const rows = spendPlan(centres).flatMap((spend) => MONTHS.map((month, at) => ({ ...spend, month, pence: spend.months[at] ?? 0 })));
  const body = csvText(rows, [
    ['org_code', ({ orgCode }) => orgCode],
    ['month', ({ month }) => month],
    ['kind', ({ kind }) => kind],
    ['line', ({ line }) => line],
    ['planned', ({ pence }) => poundsText(pence)],
  ]);
  return accepted('plan-spend', 'national', 'plan-spend-2022-23.csv', body);
}
