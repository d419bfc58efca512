import { REGIONS } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { type ReportScope } from '../schedule/report-schedule.model.js';
import { CHASING, type RecipientKind } from './recipient-kinds.js';

export interface Recipient {
  readonly email: string;
  readonly name: string | null;
}

/** Everybody who gets the scheduled reports of a scope. */
export interface ScopeRecipients {
  readonly scope: ReportScope;
  readonly recipients: readonly Recipient[];
}

/** The scopes that the schedule of a kind covers, or the regions that are chased, each with its recipients by address. */
export async function recipientsOf(manager: EntityManager, kind: RecipientKind): Promise<readonly ScopeRecipients[]> {
  return manager.query(
    `select json_build_object('level', c.level, 'code', c.code) as scope,
       coalesce(json_agg(json_build_object('email', r.email, 'name', r.name) order by lower(r.email)) filter (where r.email is not null), '[]') as recipients
     from (
       select s.level, s.code from report_schedule r cross join json_to_recordset(r.scopes::json) as s (level text, code text) where r.kind = $1
       union all select 'region', unnest($2::text[])
     ) c left join report_recipient r on r.kind = $1 and r.scope_level = c.level and r.scope_code = c.code
     group by c.level, c.code order by c.level, c.code`,
    [kind, kind === CHASING ? REGIONS.map(({ code }) => code) : []],
  );
}

/** Puts a list in the place of the one before. */
export async function replaceRecipients(
  manager: EntityManager,
  kind: RecipientKind,
  { scope, recipients }: ScopeRecipients,
): Promise<void> {
  // One list at a time for each kind, or two callers would leave a mixture of both.
  await manager.query(kind === CHASING ? 'select 1 from chase_ladder order by feed for no key update' : 'select 1 from report_schedule where kind = $1 for no key update', kind === CHASING ? [] : [kind]);
  await manager.query('delete from report_recipient where kind = $1 and scope_level = $2 and scope_code = $3', [
    kind,
    scope.level,
    scope.code,
  ]);
  await manager.query(
    `insert into report_recipient (kind, scope_level, scope_code, email, name)
     select $1, $2, $3, r.email, r.name from unnest($4::text[], $5::text[]) as r (email, name)`,
    [kind, scope.level, scope.code, recipients.map(({ email }) => email), recipients.map(({ name }) => name)],
  );
}
