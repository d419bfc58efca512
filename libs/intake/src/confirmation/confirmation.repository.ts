import { CONFIRM_CODES, type ConfirmCode, type ErrorItem } from '@cdc/feeds';
import { type EntityManager } from 'typeorm';
import { type GivenReason, type StatedReason } from './confirmation.model.js';

/** Every reason that was given for a submission, oldest first. */
export async function reasonsOf(manager: EntityManager, submissionId: string): Promise<GivenReason[]> {
  return manager.query(
    `select code, reason, given_by as "givenBy", given_at as "givenAt", messages from submission_reason where submission_id = $1 order by ordinal`,
    [submissionId],
  );
}

/** @param messagesOf what the reason of a code answers; null: whatever will come */
export async function addReasons(
  manager: EntityManager,
  submissionId: string,
  reasons: readonly StatedReason[],
  { givenBy, givenAt, messagesOf }: { givenBy: string; givenAt: Date; messagesOf: (code: string) => readonly string[] | null },
): Promise<void> {
  if (reasons.length === 0) return;
  await manager.query(
    `insert into submission_reason (submission_id, code, reason, given_by, given_at, messages)
     select $1, r.item->>'code', r.item->>'reason', $2, $3,
       case json_typeof(r.item->'messages') when 'array' then array(select json_array_elements_text(r.item->'messages')) end
     from json_array_elements($4::json) with ordinality as r (item, place) order by r.place`,
    [submissionId, givenBy, givenAt, JSON.stringify(reasons.map(({ code, reason }) => ({ code, reason, messages: messagesOf(code) })))],
  );
}

/** Reasons that came with the file are now known to answer these warnings. */
export async function settleReasons(manager: EntityManager, submissionId: string, warnings: readonly ErrorItem[]): Promise<void> {
  for (const code of new Set(warnings.map((one) => one.code))) {
    const messages = warnings.filter((one) => one.code === code).map(({ message }) => message);
    await manager.query('update submission_reason set messages = $3 where submission_id = $1 and code = $2 and messages is null', [submissionId, code, messages]);
  }
}

/** The warnings of one code for which a file waits. */
export interface WaitingWarnings {
  readonly code: ConfirmCode;
  readonly messages: readonly string[];
  readonly fix: string;
}

/** What a held file needs reasons for: a reason that was given already answers its messages. */
export async function waitingWarnings(manager: EntityManager, submissionId: string): Promise<WaitingWarnings[]> {
  return manager.query(
    `select e.code, array_agg(e.message order by e.ordinal) as messages, (array_agg(e.fix order by e.ordinal))[1] as fix
     from submission_error e where e.submission_id = $1 and e.code = any ($2)
       and not exists (select from submission_reason r where r.submission_id = $1 and r.code = e.code and (r.messages is null or e.message = any (r.messages)))
     group by e.code order by min(e.ordinal)`,
    [submissionId, CONFIRM_CODES],
  );
}
