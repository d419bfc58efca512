import { type EventData, type MachineRegistered } from '@cdc/contracts';
import { type ErrorItem } from '@cdc/feeds';

/** A machine with its whole present value, as its event states it. */
export type MachineFacts = EventData<typeof MachineRegistered>;

/** A row of the register. Null: the cell is empty, so what is known stays. */
export type StatedMachine = Omit<MachineFacts, 'temporary'> & { readonly rowNumber: number; readonly temporary: boolean | null };

/** A machine as it is known, and the region of the organisation that it is for. */
export type KnownMachine = MachineFacts & { readonly regionCode: string | null };

export interface MachineChanges {
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number };
  /** Machines that are not what they were. */
  readonly changed: readonly MachineFacts[];
}

const OPTIONAL = ['serial', 'model', 'supplier', 'poReference', 'contractReference', 'valuePence', 'testsPerWeek', 'replaces'] as const;

/** What is known of a machine after a row: what the row states, and for its empty cells what was known before. */
export function restateMachine(known: MachineFacts | undefined, stated: StatedMachine): MachineFacts {
  const { rowNumber: _, ...facts } = stated;
  const kept = Object.fromEntries(OPTIONAL.map((fact) => [fact, stated[fact] ?? known?.[fact] ?? null]));
  return { ...facts, ...kept, temporary: stated.temporary ?? known?.temporary ?? false };
}

/** @param known machines by id */
export function machineChanges(known: ReadonlyMap<string, MachineFacts>, stated: readonly StatedMachine[]): MachineChanges {
  const counts = { new: 0, changed: 0, unchanged: 0 };
  const changed: MachineFacts[] = [];
  for (const row of stated) {
    const before = known.get(row.machineId);
    const after = restateMachine(before, row);
    const change = before ? (isSame(before, after) ? 'unchanged' : 'changed') : 'new';
    counts[change]++;
    if (change !== 'unchanged') changed.push(after);
  }
  return { counts, changed };
}

function isSame(one: MachineFacts, other: MachineFacts): boolean {
  const facts = ['orgCode', 'modality', 'fundingLine', 'temporary', ...OPTIONAL] as const;
  return facts.every((fact) => one[fact] === other[fact]);
}

/**
 * Rows that state a machine which belongs to a region that the sender does not speak for, or that takes its own place.
 * @param speaksFor whether the sender may state facts of a region's organisations
 */
export function machineFaults(
  known: ReadonlyMap<string, KnownMachine>,
  stated: readonly StatedMachine[],
  speaksFor: (regionCode: string | null) => boolean,
): readonly ErrorItem[] {
  return stated.flatMap((row) => {
    const before = known.get(row.machineId);
    return [
      ...(before && !speaksFor(before.regionCode) ? [heldElsewhere(row.rowNumber, row.machineId)] : []),
      ...(row.replaces === row.machineId ? [replacesItself(row.rowNumber, row.machineId)] : []),
    ];
  });
}

const place = { severity: 'error', cell: null, sheet: null, suggestion: null } as const;

function heldElsewhere(row: number, machineId: string): ErrorItem {
  return {
    ...place,
    row,
    column: 'machine_id',
    code: 'FORBIDDEN_MACHINE',
    value: machineId,
    message: `${machineId} is registered for an organisation outside your region.`,
    fix: 'Check the identifier. To move a machine between regions, ask the national team.',
  };
}

function replacesItself(row: number, machineId: string): ErrorItem {
  return {
    ...place,
    row,
    column: 'replaces',
    code: 'REPLACES_ITSELF',
    value: machineId,
    message: `Row ${row} says that ${machineId} takes the place of itself.`,
    fix: 'Enter the machine that was there before, or leave the cell empty.',
  };
}
