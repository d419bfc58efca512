import { type EntityManager } from 'typeorm';
import { dayBefore, type OrganisationChange, type OrganisationFacts } from './organisation.model.js';

const COLUMNS = `code, kind, name, ons_code as "onsCode", region_code as "regionCode", icb_code as "icbCode", operated_by as "operatedBy",
  postcode, opened::text as opened, closed::text as closed, status, version`;

/** Loads and saves organisations with their versions, many at a time. */
export class OrganisationRepository {
  constructor(private readonly manager: EntityManager) {}

  /** One file at a time decides what is new and what has changed. */
  async lock(): Promise<void> {
    await this.manager.query('lock table organisation in share row exclusive mode');
  }

  async byCodes(codes: readonly string[]): Promise<ReadonlyMap<string, OrganisationFacts>> {
    return byCode(await this.manager.query(`select ${COLUMNS} from organisation where code = any($1)`, [codes]));
  }

  async ofKind(kind: OrganisationFacts['kind']): Promise<ReadonlyMap<string, OrganisationFacts>> {
    return byCode(
      await this.manager.query(`select ${COLUMNS} from organisation where kind = $1 order by code`, [kind]),
    );
  }

  /** @param today date from which a changed name or parentage holds */
  async save(changes: readonly OrganisationChange[], today: string, submissionNumber: number): Promise<void> {
    const changed = changes.filter(({ change }) => change !== 'unchanged');
    if (changed.length === 0) return;
    const rows = JSON.stringify(changed.map(({ facts, versionStep }) => ({ ...facts, step: versionStep })));
    await this.manager.query(UPSERT, [rows, submissionNumber]);
    await this.manager.query(CLOSE_VERSIONS, [rows, dayBefore(today)]);
    await this.manager.query(AMEND_VERSIONS, [rows]);
    await this.manager.query(OPEN_VERSIONS, [rows, today, submissionNumber]);
  }
}

function byCode(rows: readonly OrganisationFacts[]): ReadonlyMap<string, OrganisationFacts> {
  return new Map(rows.map((row) => [row.code, row]));
}

const CHANGES = `json_to_recordset($1::json) as c (code text, kind text, name text, "onsCode" text, "regionCode" text, "icbCode" text,
  "operatedBy" text, postcode text, opened date, closed date, status text, version int, step text)`;

const UPSERT = `
  insert into organisation (code, kind, name, ons_code, region_code, icb_code, operated_by, postcode, opened, closed, status, version, submission_number)
  select c.code, c.kind, c.name, c."onsCode", c."regionCode", c."icbCode", c."operatedBy", c.postcode, c.opened, c.closed, c.status, c.version, $2::int
  from ${CHANGES}
  on conflict (code) do update set kind = excluded.kind, name = excluded.name, ons_code = excluded.ons_code, region_code = excluded.region_code,
    icb_code = excluded.icb_code, operated_by = excluded.operated_by, postcode = excluded.postcode, opened = excluded.opened,
    closed = excluded.closed, status = excluded.status, version = excluded.version, submission_number = excluded.submission_number`;

const CLOSE_VERSIONS = `
  update organisation_version v set valid_to = $2::date from ${CHANGES}
  where c.step = 'close-and-open' and v.code = c.code and v.version = c.version - 1`;

const AMEND_VERSIONS = `
  update organisation_version v set name = c.name, region_code = c."regionCode", icb_code = c."icbCode", operated_by = c."operatedBy" from ${CHANGES}
  where c.step = 'amend' and v.code = c.code and v.version = c.version`;

const OPEN_VERSIONS = `
  insert into organisation_version (code, version, name, region_code, icb_code, operated_by, valid_from, submission_number)
  select c.code, c.version, c.name, c."regionCode", c."icbCode", c."operatedBy", case c.step when 'close-and-open' then $2::date end, $3::int
  from ${CHANGES} where c.step in ('open-first', 'close-and-open')`;
