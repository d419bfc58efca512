import { type EntityManager } from 'typeorm';
import { type KnownMachine, type MachineFacts } from './machine.model.js';

// Pence fit a double exactly up to 2^53; the driver gives bigint as text.
export const MACHINE_COLUMNS = `m.machine_id as "machineId", m.org_code as "orgCode", m.modality, m.funding_line as "fundingLine", m.serial, m.model,
  m.supplier, m.po_reference as "poReference", m.contract_reference as "contractReference", m.value_pence::double precision as "valuePence",
  m.temporary, m.tests_per_week as "testsPerWeek", m.replaces`;

/** Loads and saves machines, many at a time. */
export class MachineRepository {
  constructor(private readonly manager: EntityManager) {}

  async byIds(machineIds: readonly string[]): Promise<ReadonlyMap<string, KnownMachine>> {
    const rows: KnownMachine[] = await this.manager.query(
      `select ${MACHINE_COLUMNS}, p.region_code as "regionCode" from machine m left join place p on p.code = m.org_code where m.machine_id = any($1)`,
      [machineIds],
    );
    return new Map(rows.map((row) => [row.machineId, row]));
  }

  async save(machines: readonly MachineFacts[], submissionNumber: number): Promise<void> {
    if (machines.length === 0) return;
    await this.manager.query(UPSERT, [JSON.stringify(machines), submissionNumber]);
  }
}

const UPSERT = `
  insert into machine (machine_id, org_code, modality, funding_line, serial, model, supplier, po_reference, contract_reference, value_pence,
    temporary, tests_per_week, replaces, version, submission_number)
  select s."machineId", s."orgCode", s.modality, s."fundingLine", s.serial, s.model, s.supplier, s."poReference", s."contractReference",
    s."valuePence", s.temporary, s."testsPerWeek", s.replaces, 1, $2::int
  from json_to_recordset($1::json) as s ("machineId" text, "orgCode" text, modality text, "fundingLine" text, serial text, model text,
    supplier text, "poReference" text, "contractReference" text, "valuePence" bigint, temporary boolean, "testsPerWeek" int, replaces text)
  on conflict (machine_id) do update set org_code = excluded.org_code, modality = excluded.modality, funding_line = excluded.funding_line,
    serial = excluded.serial, model = excluded.model, supplier = excluded.supplier, po_reference = excluded.po_reference,
    contract_reference = excluded.contract_reference, value_pence = excluded.value_pence, temporary = excluded.temporary,
    tests_per_week = excluded.tests_per_week, replaces = excluded.replaces, version = machine.version + 1,
    submission_number = excluded.submission_number`;
