import { type EntityManager } from 'typeorm';
import { type EstateFacts } from './estate.model.js';

/** Loads and replaces estates, many organisations at a time. */
export class EstateRepository {
  constructor(private readonly manager: EntityManager) {}

  async ofOrganisations(orgCodes: readonly string[]): Promise<ReadonlyMap<string, EstateFacts>> {
    const rows: EstateFacts[] = await this.manager.query(
      `select org_code as "orgCode", acute, ct_scanners as "ctScanners", jag_status as "jagStatus", jag_expires::text as "jagExpires", schemes
       from estate where org_code = any($1)`,
      [orgCodes],
    );
    return new Map(rows.map((row) => [row.orgCode, row]));
  }

  async replace(estates: readonly EstateFacts[], submissionNumber: number): Promise<void> {
    if (estates.length === 0) return;
    await this.manager.query(
      `insert into estate (org_code, acute, ct_scanners, jag_status, jag_expires, schemes, submission_number)
       select s."orgCode", s.acute, s."ctScanners", s."jagStatus", s."jagExpires", s.schemes, $2::int
       from json_to_recordset($1::json) as s ("orgCode" text, acute boolean, "ctScanners" int, "jagStatus" text, "jagExpires" date, schemes jsonb)
       on conflict (org_code) do update set acute = excluded.acute, ct_scanners = excluded.ct_scanners, jag_status = excluded.jag_status,
         jag_expires = excluded.jag_expires, schemes = excluded.schemes, submission_number = excluded.submission_number`,
      [JSON.stringify(estates), submissionNumber],
    );
  }
}
