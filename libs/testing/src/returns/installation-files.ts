import { MILESTONES } from '../oracle/programme-names.js';
import { addDays } from '../oracle/plain-dates.js';
import { bySender, type MachineProfile } from './machine-files.js';
import { randomSource, type RandomSource } from './random-source.js';
import { type ReturnFile } from './return-file.js';
import { codeText, returnText } from './return-text.js';

interface MilestoneRow {
  readonly machineId: string;
  readonly regionCode: string | null;
  readonly milestone: (typeof MILESTONES)[number];
  readonly baseline: string | null;
  readonly forecast: string | null;
  readonly actual: string | null;
}

const BASELINES = '2024-08-06T09:00:00.000Z';
/** One late in the evening: in England it is the next day already. */
const UPDATES = [
  '2024-09-10T09:00:00.000Z', '2024-10-07T23:30:00.000Z', '2024-11-12T09:00:00.000Z', '2024-12-09T09:00:00.000Z', '2025-01-14T09:00:00.000Z',
  '2025-02-18T09:00:00.000Z', '2025-03-11T09:00:00.000Z', '2025-05-07T23:30:00.000Z', '2025-06-30T09:00:00.000Z', '2025-07-21T09:00:00.000Z',
] as const;

/** The milestones that a machine is planned through, with their baselines in order. */
function baselinesOf(machine: MachineProfile, seed: number): MilestoneRow[] {
  const random = randomSource(seed, 'baselines', machine.machineId);
  // A few machines are registered and nothing more is known of them.
  if (random.chance(4)) return [];
  let day = addDays('2023-01-01', random.whole(0, 640));
  const last = random.chance(10) ? 'DECOMMISSIONED' : random.pick(['FIRST_PATIENT', 'FULL_CAPACITY', 'FULL_CAPACITY']);
  const upTo = MILESTONES.findIndex(({ code }) => code === last);
  return MILESTONES.slice(0, upTo + 1).flatMap((milestone): MilestoneRow[] => {
    day = addDays(day, random.whole(2, 45));
    if (milestone.code !== 'FIRST_PATIENT' && random.chance(12)) return [];
    const noBaseline = random.chance(5);
    return [{
      machineId: machine.machineId,
      regionCode: machine.regionCode,
      milestone,
      baseline: noBaseline ? null : day,
      forecast: noBaseline || random.chance(30) ? addDays(day, random.pick([0, 0, 7, 30])) : null,
      actual: null,
    }];
  });
}

/**
 * What the next file says of a milestone: reached, moved, left in the past, or only the baseline once more.
 * @param before the day on which the milestone before it was reached; null where it was not, so that this one cannot be
 */
function updateOf(row: MilestoneRow, today: string, slip: number, before: string | null, random: RandomSource): MilestoneRow {
  const planned = addDays(row.baseline ?? row.forecast ?? today, slip);
  const expected = before !== null && planned < before ? before : planned;
  if (random.chance(4) && row.baseline !== null) return { ...row, forecast: null, actual: null };
  const baseline = random.chance(80) ? null : row.baseline;
  if (before === null || expected > today || random.chance(12)) return { ...row, baseline, forecast: expected, actual: null };
  return { ...row, baseline, forecast: random.chance(50) ? expected : null, actual: expected };
}

/** The updates of a machine, by instant: some machines have one each time, some now and then, some never. */
function updatesOf(machine: MachineProfile, baselines: readonly MilestoneRow[], seed: number): Map<string, MilestoneRow[]> {
  const random = randomSource(seed, 'updates', machine.machineId);
  const often = random.pick([0, 15, 35, 60, 60]);
  const reached = new Set<string>();
  const updates = new Map<string, MilestoneRow[]>();
  let slip = random.pick([0, 0, 0, -10]);
  let last = '';
  let before: string | null = last;
  for (const clock of UPDATES) {
    if (!random.chance(often)) continue;
    slip += random.pick([0, 0, 7, 14, 21, 40, -5]);
    const open = baselines.filter(({ milestone }) => !reached.has(milestone.code));
    const rows: MilestoneRow[] = [];
    for (const row of open.slice(0, 6)) {
      const update = updateOf(row, clock.slice(0, 10), slip, before, random);
      before = update.actual;
      if (before !== null) {
        reached.add(row.milestone.code);
        last = before;
      }
      rows.push(update);
    }
    before = last;
    updates.set(clock, rows);
  }
  return updates;
}

function installationFile(client: string, clock: string, rows: readonly MilestoneRow[], seed: number): ReturnFile {
  const fileName = `${client}-installations-${clock.slice(0, 10)}.csv`;
  const body = returnText('Installation milestones', rows, [
    { headers: ['machine_id', 'Machine ID'], text: (row) => row.machineId },
    { headers: ['milestone', 'Milestone'], text: (row, random) => codeText(row.milestone, random) },
    { headers: ['baseline', 'Baseline'], text: (row) => row.baseline },
    { headers: ['forecast', 'Forecast'], text: (row) => row.forecast },
    { headers: ['actual', 'Actual'], text: (row) => row.actual },
    { headers: ['reason', 'Reason'], text: (row, random) => (row.forecast === null ? null : random.pick(['BUILDING_WORKS', 'Supplier', 'Staffing', 'OTHER'])) },
  ], randomSource(seed, 'file', fileName));
  return { feed: 'installations', client, fileName, body, clock };
}

/** The baselines of all machines, then what later files say of those that are updated. */
export function installationFiles(machines: readonly MachineProfile[], seed: number): ReturnFile[] {
  const baselines = new Map(machines.map((machine) => [machine.machineId, baselinesOf(machine, seed)]));
  const updates = machines.map((machine) => updatesOf(machine, baselines.get(machine.machineId) ?? [], seed));
  const filesAt = (clock: string, rows: readonly MilestoneRow[]): ReturnFile[] => bySender(rows).map(([client, sent]) => installationFile(client, clock, sent, seed));
  return [
    ...filesAt(BASELINES, [...baselines.values()].flat()),
    ...UPDATES.flatMap((clock) => filesAt(clock, updates.flatMap((ofMachine) => ofMachine.get(clock) ?? []))),
  ];
}
