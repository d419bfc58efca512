import { type CodeEntry } from '@cdc/feeds';
import { type EntityManager } from 'typeorm';
import { type CentreReviewItem } from './centre-review.model.js';
import { type CentreFacts } from './centre.model.js';
import { type Site } from './site-matching.model.js';

export const CENTRE_COLUMNS = `cdc_number as "cdcNumber", cdc_code as "cdcCode", name, identity, host_trust as "hostTrust", icb_code as "icbCode",
  region_code as "regionCode", archetype, status, temporary, opened::text as opened, closed::text as closed, postcode, parent_hub as "parentHub",
  longitude, latitude, open_12_7 as "openTwelveSeven"`;

/** Loads and saves centres, many at a time. */
export class CentreRepository {
  constructor(private readonly manager: EntityManager) {}

  /** One file at a time changes the register; plans and offers of the same centres wait too, for rows are taken in the same order. */
  async lock(): Promise<void> {
    await this.manager.query('lock table centre in share row exclusive mode');
    await this.manager.query('select 1 from centre order by cdc_number for no key update');
  }

  /** Holds these centres until the transaction ends, so that what is stated of one centre is decided by one file at a time. */
  async hold(cdcNumbers: readonly number[]): Promise<void> {
    await this.manager.query('select 1 from centre where cdc_number = any($1) order by cdc_number for no key update', [
      cdcNumbers,
    ]);
  }

  async all(): Promise<readonly CentreFacts[]> {
    return this.manager.query(`select ${CENTRE_COLUMNS} from centre order by cdc_number`);
  }

  /** Centres as the code list that a check reads. */
  async codeEntries(): Promise<readonly CodeEntry[]> {
    return this.manager.query('select cdc_code as code, cdc_number as number, name from centre order by cdc_number');
  }

  async codesByNumber(cdcNumbers: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const rows: { number: number; code: string }[] = await this.manager.query(
      'select cdc_number as number, cdc_code as code from centre where cdc_number = any($1)',
      [cdcNumbers],
    );
    return new Map(rows.map(({ number, code }) => [number, code]));
  }

  async sites(): Promise<readonly Site[]> {
    return this.manager.query(`
      select code, coalesce(name, code) as name, postcode, operated_by as "operatedBy", coalesce(status, '') = 'active' and closed is null as active
      from organisation where kind = 'site' order by code`);
  }

  async save(centres: readonly CentreFacts[], submissionNumber: number): Promise<void> {
    if (centres.length === 0) return;
    await this.manager.query(UPSERT, [JSON.stringify(centres), submissionNumber]);
  }

  /** The review list always tells of the latest published list, so it is replaced as a whole. */
  async replaceReviews(items: readonly CentreReviewItem[], submissionNumber: number): Promise<void> {
    await this.manager.query('delete from centre_review');
    if (items.length === 0) return;
    await this.manager.query(
      `insert into centre_review (cdc_number, reason, candidates, submission_number)
       select r."cdcNumber", r.reason, r.candidates, $2::int
       from json_to_recordset($1::json) as r ("cdcNumber" smallint, reason text, candidates jsonb)`,
      [JSON.stringify(items), submissionNumber],
    );
  }

  /** Moves centres to the region that their ICB now belongs to. @returns the moved centres */
  async followRegions(submissionNumber: number): Promise<readonly CentreFacts[]> {
    await this.lock();
    const moved: { cdcNumber: number }[] = await this.manager.query(
      `with moved as (
         update centre c set region_code = o.region_code, submission_number = $1
         from organisation o where o.code = c.icb_code and o.region_code is not null and o.region_code <> c.region_code
         returning c.cdc_number
       ) select cdc_number as "cdcNumber" from moved`,
      [submissionNumber],
    );
    return this.manager.query(`select ${CENTRE_COLUMNS} from centre where cdc_number = any($1) order by cdc_number`, [
      moved.map(({ cdcNumber }) => cdcNumber),
    ]);
  }
}

const UPSERT = `
  insert into centre (cdc_number, cdc_code, name, identity, host_trust, icb_code, region_code, archetype, status, temporary, opened, closed,
    postcode, parent_hub, longitude, latitude, open_12_7, submission_number)
  select c."cdcNumber", c."cdcCode", c.name, c.identity, c."hostTrust", c."icbCode", c."regionCode", c.archetype, c.status, c.temporary, c.opened,
    c.closed, c.postcode, c."parentHub", c.longitude, c.latitude, c."openTwelveSeven", $2::int
  from json_to_recordset($1::json) as c ("cdcNumber" smallint, "cdcCode" text, name text, identity text, "hostTrust" text, "icbCode" text,
    "regionCode" text, archetype text, status text, temporary boolean, opened date, closed date, postcode text, "parentHub" text,
    longitude double precision, latitude double precision, "openTwelveSeven" text)
  on conflict (cdc_number) do update set name = excluded.name, host_trust = excluded.host_trust, icb_code = excluded.icb_code,
    region_code = excluded.region_code, archetype = excluded.archetype, status = excluded.status, temporary = excluded.temporary,
    opened = excluded.opened, closed = excluded.closed, postcode = excluded.postcode, parent_hub = excluded.parent_hub,
    longitude = excluded.longitude, latitude = excluded.latitude, open_12_7 = excluded.open_12_7,
    submission_number = excluded.submission_number`;
