import { type MigrationInterface, type QueryRunner } from 'typeorm';

export class PageSession1780600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table page_session (
        session_hash text primary key,
        subject text not null,
        display_name text not null,
        role text not null,
        region text,
        sealed_token text not null,
        token_expires_at timestamptz not null,
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now()
      );
      create table sign_in_attempt (
        attempt_hash text primary key,
        state text not null,
        code_verifier text not null,
        redirect_uri text not null,
        return_path text not null,
        created_at timestamptz not null default now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table sign_in_attempt, page_session');
  }
}
