import { BUDGET_LINES, MODALITIES } from '../oracle/programme-names.js';
import { type Trust } from '../oracle/published-lists.js';
import { type ReturnCentre } from './centre-profile.js';
import { randomSource, type RandomSource } from './random-source.js';
import { type ReturnFile } from './return-file.js';
import { codeText, countText, moneyText, returnText } from './return-text.js';

/** A machine before it is written down. */
export interface MachineProfile {
  readonly machineId: string;
  readonly orgCode: string;
  /** Null = no region is known, so that the national team sends it. */
  readonly regionCode: string | null;
  readonly modality: (typeof MODALITIES)[number];
  readonly fundingLine: (typeof BUDGET_LINES)[number];
}

function chosen<Item>(items: readonly Item[], random: RandomSource): Item {
  const item = items[random.whole(0, items.length - 1)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

function machinesOf(orgCode: string, regionCode: string | null, most: number, seed: number): MachineProfile[] {
  const random = randomSource(seed, 'machines', orgCode);
  return Array.from({ length: random.whole(0, most) }, (_, at) => {
    const modality = chosen(MODALITIES, random);
    return { machineId: `${orgCode}-${modality.code.slice(0, 5)}-${at + 1}`, orgCode, regionCode, modality, fundingLine: chosen(BUDGET_LINES, random) };
  });
}

/** Trusts that have machines of their own: some of every region, and one of which no region is known. */
export function trustsWithMachines(trusts: readonly Trust[], seed: number): Trust[] {
  const inOrder = [...trusts].sort((left, right) => (left.code < right.code ? -1 : 1));
  const placed = randomSource(seed, 'trusts').shuffled(inOrder.filter(({ icbCode, regionCode }) => icbCode !== null && regionCode !== null));
  return [...placed.slice(0, 24), ...inOrder.filter(({ regionCode }) => regionCode === null).slice(0, 1)];
}

/** About 300 machines of centres and trusts, by machine. */
export function machineProfiles(centres: readonly ReturnCentre[], trusts: readonly Trust[], seed: number): MachineProfile[] {
  return [
    ...centres.flatMap(({ cdcCode, regionCode }) => machinesOf(cdcCode, regionCode, 3, seed)),
    ...trustsWithMachines(trusts, seed).flatMap(({ code, regionCode }) => machinesOf(code, regionCode, regionCode === null ? 9 : 4, seed)),
  ];
}

/** Rows by the client that sends them: their region, or the national team. */
export function bySender<Row extends { readonly regionCode: string | null }>(rows: readonly Row[]): [client: string, rows: Row[]][] {
  const senders = [...new Set(rows.map(({ regionCode }) => regionCode))].sort();
  return senders.map((region) => [region === null ? 'national' : `region-${region.toLowerCase()}`, rows.filter(({ regionCode }) => regionCode === region)]);
}

function machineFile(client: string, name: string, clock: string, machines: readonly MachineProfile[], seed: number): ReturnFile {
  const fileName = `${client}-machines-${name}.csv`;
  const body = returnText('Machines', machines, [
    { headers: ['machine_id', 'Machine ID'], text: (row) => row.machineId },
    { headers: ['org_code', 'Org code'], text: (row) => row.orgCode },
    { headers: ['modality', 'Modality'], text: (row, random) => codeText(row.modality, random) },
    { headers: ['funding_line', 'Funding line'], text: (row, random) => codeText(row.fundingLine, random) },
    { headers: ['supplier', 'Supplier'], text: (_row, random) => random.pick(['Supplier A', 'Supplier B', '']) },
    { headers: ['value', 'Value'], text: (_row, random) => (random.chance(30) ? null : moneyText(random.whole(1_000_000, 150_000_000), random)) },
    { headers: ['temporary', 'Temporary'], text: (_row, random) => random.pick(['yes', 'no', '']) },
    { headers: ['tests_per_week', 'Tests per week'], text: (_row, random) => (random.chance(30) ? null : countText(random.whole(10, 1500), random)) },
  ], randomSource(seed, 'file', fileName));
  return { feed: 'machines', client, fileName, body, clock };
}

/** Each sender's machines, and a later file that corrects the kind of some. */
export function machineFiles(machines: readonly MachineProfile[], seed: number): ReturnFile[] {
  const corrected = machines
    .filter(({ machineId }) => randomSource(seed, 'corrected', machineId).chance(6))
    .map((machine) => ({ ...machine, modality: chosen(MODALITIES, randomSource(seed, 'kind', machine.machineId)) }));
  return [
    ...bySender(machines).map(([client, rows]) => machineFile(client, 'first', '2024-08-05T09:00:00.000Z', rows, seed)),
    ...bySender(corrected).map(([client, rows]) => machineFile(client, 'corrected', '2025-01-22T09:00:00.000Z', rows, seed)),
  ];
}
