import { DIAGNOSTIC_TESTS, MODALITIES, dayNumber, type Modality } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';

/** The machines of one kind at a centre. */
export interface FirstPatient {
  /** What kind it is, for people: `CT scanner`. */
  readonly kind: string;
  /** Day number of the first patient of the first of them in use; null when none of them has had one. */
  readonly day: number | null;
}

/** When centres could begin with tests that need a machine. */
export class FirstPatients {
  /** @param byCentre by the registry's number of a centre and the code of a kind of machine */
  constructor(private readonly byCentre: ReadonlyMap<number, ReadonlyMap<string, number | null>>) {}

  /** Whether a machine of a centre is registered. */
  knows(cdcNumber: number): boolean {
    return this.byCentre.has(cdcNumber);
  }

  /** What is known of the machines that a test needs at a centre; undefined where it needs none or none is registered: then nothing can be said. */
  of(cdcNumber: number, testNumber: number): FirstPatient | undefined {
    const kind = MACHINE_OF_TEST.get(testNumber);
    const day = kind && this.byCentre.get(cdcNumber)?.get(kind.code);
    return kind && day !== undefined ? { kind: kind.name, day } : undefined;
  }
}

/** The machines that equipment-tracker has published, of every region. */
export async function readFirstPatients(manager: EntityManager): Promise<FirstPatients> {
  const rows: { cdcNumber: number; modality: Modality; day: string | null }[] = await manager.query(
    `select c.cdc_number as "cdcNumber", m.modality, min(m.first_patient)::text as day
     from machine m join centre c on c.cdc_code = m.org_code group by 1, 2`,
  );
  const byCentre = new Map<number, Map<string, number | null>>();
  for (const { cdcNumber, modality, day } of rows) {
    const kinds = byCentre.get(cdcNumber) ?? new Map<string, number | null>();
    byCentre.set(cdcNumber, kinds.set(modality, day === null ? null : dayNumber(day)));
  }
  return new FirstPatients(byCentre);
}

const MACHINE_OF_TEST = new Map<number, { readonly code: Modality; readonly name: string }>(
  MODALITIES.flatMap(({ code, name, tests }) => tests.map((test) => [DIAGNOSTIC_TESTS.findIndex((one) => one.code === test), { code, name }] as const)),
);
