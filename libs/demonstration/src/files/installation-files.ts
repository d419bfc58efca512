import { regionName, type RegionCode } from '@cdc/contracts';
import { milestonesOn, type Machine, type MilestoneDates } from '../programme/machines.js';
import { poundsText } from '../programme/money.js';
import { type Trust } from '../programme/trusts.js';
import { csvText } from './csv.js';
import { accepted, regionClient, type SentFile } from './sent-file.js';

/** All machines of a region. */
export function machinesFile(region: RegionCode, machines: readonly Machine[]): SentFile {
  const body = csvText(machines, [
    ['machine_id', ({ id }) => id],
    ['org_code', ({ orgCode }) => orgCode],
    ['modality', ({ modality }) => modality],
    ['funding_line', ({ fundingLine }) => fundingLine],
    ['supplier', ({ supplier }) => supplier],
    ['po_reference', ({ purchaseOrder }) => purchaseOrder],
    ['value', ({ valuePence }) => poundsText(valuePence)],
    ['temporary', ({ isTemporary }) => (isTemporary ? 'yes' : 'no')],
    ['tests_per_week', ({ testsPerWeek }) => testsPerWeek],
  ]);
  return accepted('machines', regionClient(region), `${region.toLowerCase()}-machines.csv`, body);
}

interface StatedMilestone extends MilestoneDates {
  readonly machine: Machine;
  readonly statesBaseline: boolean;
}

/** Every milestone of the machines as planned, and as it stands on the first day. */
export function baselinesFile(region: RegionCode, machines: readonly Machine[], day: string): SentFile {
  const rows = machines.flatMap((machine) => milestonesOn(machine, day).map((dates) => ({ ...dates, machine, statesBaseline: true })));
  return installationsFile(region, rows, `${region.toLowerCase()}-installations-baselines.csv`);
}

/**
 * What has changed since the file before: milestones reached and forecasts moved, and the next milestone of each machine that is not in use
 * yet. A forgotten machine is in no file. Null when there is nothing to say.
 */
export function updateFile(region: RegionCode, machines: readonly Machine[], since: string, day: string): SentFile | null {
  const rows = machines.filter(({ forgottenFrom }) => forgottenFrom === null || day < forgottenFrom).flatMap((machine) => changedMilestones(machine, since, day));
  return rows.length === 0 ? null : installationsFile(region, rows, `${region.toLowerCase()}-installations-${day}.csv`);
}

function changedMilestones(machine: Machine, since: string, day: string): StatedMilestone[] {
  const before = milestonesOn(machine, since);
  const now = milestonesOn(machine, day);
  const next = now.find(({ actual }) => actual === null);
  const isInUse = now.some(({ milestone, actual }) => milestone === 'FIRST_PATIENT' && actual !== null);
  return now
    .filter((dates, at) => {
      const known = before[at];
      return known === undefined || dates.actual !== known.actual || dates.expected !== known.expected || (dates === next && !isInUse);
    })
    .map((dates) => ({ ...dates, machine, statesBaseline: false }));
}

function installationsFile(region: RegionCode, rows: readonly StatedMilestone[], fileName: string): SentFile {
  const body = csvText(rows, [
    ['machine_id', ({ machine }) => machine.id],
    ['milestone', ({ milestone }) => milestone],
    ['baseline', ({ baseline, statesBaseline }) => (statesBaseline ? baseline : null)],
    ['forecast', ({ expected, actual }) => (actual === null ? expected : null)],
    ['actual', ({ actual }) => actual],
    ['reason', ({ reason, expected, baseline }) => (expected === baseline ? null : reason)],
  ]);
  return accepted('installations', regionClient(region), fileName, body);
}

/** CT scanners and endoscopy accreditation of the trusts of a region. */
export function estateFile(region: RegionCode, trusts: readonly Trust[]): SentFile {
  const body = csvText(trusts, [
    ['org_code', ({ code }) => code],
    ['acute', ({ isAcute }) => (isAcute ? 'yes' : 'no')],
    ['ct_scanners', ({ ctScanners }) => ctScanners],
    ['jag_status', ({ isJagAccredited }) => (isJagAccredited ? 'accredited' : 'working towards')],
  ]);
  return accepted('estate', regionClient(region), `${region.toLowerCase()}-estate-${(regionName(region) ?? '').toLowerCase().replaceAll(' ', '-')}.csv`, body);
}
