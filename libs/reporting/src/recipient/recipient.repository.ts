import { type EditionKind } from '@cdc/contracts';
import { type EntityManager } from 'typeorm';
import { type ReportScope } from '../schedule/report-schedule.model.js';

export interface Recipient {
  readonly email: string;
  readonly name: string | null;
}

/** Everybody who gets the scheduled reports of a scope. */
export interface ScopeRecipients {
  readonly scope: ReportScope;
  readonly recipients: readonly Recipient[];
}

/** The scopes that the schedule of a kind covers, each with its recipients by address. */
export async function recipientsOf(manager: EntityManager, kind: EditionKind): Promise<readonly ScopeRecipients[]> {
  return manager.query(
    `select json_build_object('level', c.level, 'code', c.code) as scope,
       coalesce(json_agg(json_build_object('email', r.email, 'name', r.name) order by lower(r.email)) filter (where r.email is not null), '[]') as recipients
     from report_schedule s cross join json_to_recordset(s.scopes::json) as c (level text, code text)
       left join report_recipient r on r.kind = s.kind and r.scope_level = c.level and r.scope_code = c.code
     where s.kind = $1 group by c.level, c.code order by c.level, c.code`,
    [kind],
  );
}

/** Puts a list in the place of the one before. */
export async function replaceRecipients(
  manager: EntityManager,
  kind: EditionKind,
  { scope, recipients }: ScopeRecipients,
): Promise<void> {
  // One list at a time for each kind of report, or two callers would leave a mixture of both.
  await manager.query('select 1 from report_schedule where kind = $1 for no key update', [kind]);
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
