import { DIAGNOSTIC_TESTS, MODALITIES, dayNumber, type Modality } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';

/** The machines of one kind at a centre. */
export interface FirstPatient {
  /** What kind it is, for people: `CT scanner`. */
  readonly kind: string;
  /** Day number of their earliest first patient, as recorded or else expected; null when nothing is stated. */
  readonly day: number | null;
  /** That it has happened; otherwise it is a forecast or a plan. */
  readonly isRecorded: boolean;
}

/** When centres could begin with tests that need a machine. */
export class FirstPatients {
  /** @param byCentre by the registry's number of a centre and the code of a kind of machine */
  constructor(private readonly byCentre: ReadonlyMap<number, ReadonlyMap<string, Omit<FirstPatient, 'kind'>>>) {}

  /** Whether a machine of a centre is registered. */
  knows(cdcNumber: number): boolean {
    return this.byCentre.has(cdcNumber);
  }

  /** What is known of the machines that a test needs at a centre; undefined where it needs none or none is registered: then nothing can be said. */
  of(cdcNumber: number, testNumber: number): FirstPatient | undefined {
    const kind = MACHINE_OF_TEST.get(testNumber);
    const first = kind && this.byCentre.get(cdcNumber)?.get(kind.code);
    return kind && first && { kind: kind.name, ...first };
  }
}

/** The machines that equipment-tracker has published, of every region. */
export async function readFirstPatients(manager: EntityManager): Promise<FirstPatients> {
  const rows: { cdcNumber: number; modality: Modality; day: string | null; isRecorded: boolean }[] = await manager.query(
    `select distinct on (c.cdc_number, m.modality) c.cdc_number as "cdcNumber", m.modality,
       coalesce(m.first_patient, m.first_patient_expected)::text as day, m.first_patient is not null as "isRecorded"
     from machine m join centre c on c.cdc_code = m.org_code
     order by c.cdc_number, m.modality, coalesce(m.first_patient, m.first_patient_expected) nulls last, m.first_patient nulls last`,
  );
  const byCentre = new Map<number, Map<string, Omit<FirstPatient, 'kind'>>>();
  for (const { cdcNumber, modality, day, isRecorded } of rows) {
    const kinds = byCentre.get(cdcNumber) ?? new Map<string, Omit<FirstPatient, 'kind'>>();
    byCentre.set(cdcNumber, kinds.set(modality, { day: day === null ? null : dayNumber(day), isRecorded }));
  }
  return new FirstPatients(byCentre);
}

const MACHINE_OF_TEST = new Map<number, { readonly code: Modality; readonly name: string }>(
  MODALITIES.flatMap(({ code, name, tests }) => tests.map((test) => [DIAGNOSTIC_TESTS.findIndex((one) => one.code === test), { code, name }] as const)),
);
