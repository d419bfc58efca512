import { type MigrationInterface, type QueryRunner } from 'typeorm';

const ANYBODY = "pg_notify('cdc_event_log', '')";
const ITS_READERS = "pg_notify('cdc_event_log', current_schema())";

/** Lets the notification of new events name whose log they are in: every reader of every log had looked at its own for each of them. */
export class WakeBySource1781750000000 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return exchange(runner, ANYBODY, ITS_READERS);
  }

  down(runner: QueryRunner): Promise<void> {
    return exchange(runner, ITS_READERS, ANYBODY);
  }
}

/** One call of the function `emit`; the rest of it stays as it was made. */
async function exchange(runner: QueryRunner, before: string, after: string): Promise<void> {
  const rows: { made: string }[] = await runner.query("select pg_get_functiondef('emit'::regproc) as made");
  const made = rows[0]?.made ?? '';
  if (!made.includes(before)) throw new Error(`emit does not call ${before}`);
  await runner.query(made.replace(before, after));
}
