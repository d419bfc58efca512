import { type EntityManager } from 'typeorm';
import { Submission } from '../submission/submission.entity.js';
import { type MeanwhileAccepted, type ReplacedFile, type StatedCells } from './succession.model.js';

/** Names who stated these values last, and from now on `own`. */
export async function takeOver(manager: EntityManager, feed: string, own: number, cells: StatedCells): Promise<ReplacedFile[]> {
  const names = [...cells.keys()].sort();
  const changed = names.filter((name) => cells.get(name) === 'changed');
  const replaced: ReplacedFile[] = await manager.query(
    `select submission_number as "submissionNumber", count(*)::int as cells, (count(*) filter (where cell = any ($3)))::int as changed
     from stated_cell where feed = $1 and cell = any ($2) group by submission_number order by submission_number`,
    [feed, names, changed],
  );
  await manager.query(
    `insert into stated_cell (feed, cell, submission_number) select $1, cell, $3 from unnest($2::text[]) as c (cell)
     on conflict (feed, cell) do update set submission_number = excluded.submission_number`,
    [feed, names, own],
  );
  return replaced;
}

/** The first of the files with other values that was accepted after a file had arrived. */
export async function acceptedAfter(manager: EntityManager, receivedPosition: string | null, replaced: readonly ReplacedFile[]): Promise<MeanwhileAccepted | null> {
  const differing = replaced.filter(({ changed }) => changed > 0);
  if (receivedPosition === null || differing.length === 0) return null;
  const rows: { submission_id: string; submission_number: number }[] = await manager.query(
    'select submission_id, submission_number from submission where submission_number = any ($1) and accepted_position > $2 order by accepted_position limit 1',
    [differing.map(({ submissionNumber }) => submissionNumber), receivedPosition],
  );
  const [other] = rows;
  const found = differing.find(({ submissionNumber }) => submissionNumber === other?.submission_number);
  return other && found ? { submissionId: other.submission_id, changed: found.changed } : null;
}

/** Takes the restated values off the files that stated them. @returns those of which none counts any more, as they now stand */
export async function retire(manager: EntityManager, replaced: readonly ReplacedFile[]): Promise<Submission[]> {
  if (replaced.length === 0) return [];
  const rows: { submission_id: string }[] = await manager.query(
    `with taken as (select * from unnest($1::int[], $2::int[]) as t (submission_number, cells)),
       held as (select submission_number from submission where submission_number = any ($1) order by submission_number for update),
       counted as (
         update submission s set live_cells = s.live_cells - t.cells, status = case when s.live_cells = t.cells and s.status = 'accepted' then 'superseded' else s.status end
         from taken t join held using (submission_number) where s.submission_number = t.submission_number returning s.submission_id, s.live_cells
       )
     select submission_id from counted where live_cells = 0`,
    [replaced.map(({ submissionNumber }) => submissionNumber), replaced.map(({ cells }) => cells)],
  );
  return submissionsBy(manager, rows.map((row) => row.submission_id));
}

/** Closes files of the same sender's scope that wait for reasons and of which a newer one states every place. */
export async function closeWaiting(manager: EntityManager, newer: Pick<Submission, 'submissionId' | 'submissionNumber' | 'feed' | 'region'>, places: () => readonly string[]): Promise<Submission[]> {
  const waiting: unknown[] = await manager.query(
    "select 1 from submission where status = 'awaiting-confirmation' and feed = $1 and region is not distinct from $2 and submission_number < $3 limit 1",
    [newer.feed, newer.region, newer.submissionNumber],
  );
  if (waiting.length === 0) return [];
  const [closed]: [{ submission_id: string }[], number] = await manager.query(
    `update submission set status = 'superseded', places = null
     where status = 'awaiting-confirmation' and feed = $1 and region is not distinct from $2 and submission_number < $3 and places <@ $4
     returning submission_id`,
    [newer.feed, newer.region, newer.submissionNumber, places()],
  );
  return submissionsBy(manager, closed.map((row) => row.submission_id));
}

async function submissionsBy(manager: EntityManager, ids: readonly string[]): Promise<Submission[]> {
  if (ids.length === 0) return [];
  return manager.createQueryBuilder(Submission, 's').where('s.submissionId in (:...ids)', { ids }).orderBy('s.submissionNumber').getMany();
}
