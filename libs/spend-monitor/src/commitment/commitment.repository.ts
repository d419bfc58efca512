import { type CommitmentStated, type EventData } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { lockSpend } from '../spend-lock.js';

/** A purchase order with its whole value. */
export type CommitmentValue = EventData<typeof CommitmentStated>;

type CommitmentRow = { readonly [field in keyof CommitmentValue]: CommitmentValue[field] extends number ? string : CommitmentValue[field] };

/** Loads purchase orders and adds to them, many at a time. */
export class CommitmentRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Two files follow each other. */
  async lock(): Promise<void> {
    await lockSpend(this.manager, 'commitments');
  }

  async present(poReferences: readonly string[]): Promise<CommitmentValue[]> {
    const rows: CommitmentRow[] = await this.manager.query(
      `select po_reference as "poReference", contract_reference as "contractReference", org_code as "orgCode", kind, line, ordered_pence as "orderedPence",
         receipted_pence as "receiptedPence", invoiced_pence as "invoicedPence"
       from commitment_present where po_reference = any($1)`,
      [poReferences],
    );
    return rows.map((row) => ({ ...row, orderedPence: Number(row.orderedPence), receiptedPence: Number(row.receiptedPence), invoicedPence: Number(row.invoicedPence) }));
  }

  async add(commitments: readonly CommitmentValue[], submissionNumber: number): Promise<void> {
    await this.manager.query(
      `insert into commitment (po_reference, contract_reference, org_code, kind, line, ordered_pence, receipted_pence, invoiced_pence, submission_number)
       select r."poReference", r."contractReference", r."orgCode", r.kind, r.line, r."orderedPence", r."receiptedPence", r."invoicedPence", $2
       from json_to_recordset($1) as r ("poReference" text, "contractReference" text, "orgCode" text, kind text, line text,
         "orderedPence" bigint, "receiptedPence" bigint, "invoicedPence" bigint)`,
      [JSON.stringify(commitments), submissionNumber],
    );
  }
}
