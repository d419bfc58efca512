import { Injectable } from '@nestjs/common';
import { ROLES, type Principal } from '@cdc/access';
import { type SignInChecks, type SignedIn } from '@cdc/platform';
import { DataSource } from 'typeorm';
import { csrfTokenOf, hashOf, newSecret, seal, unseal } from './session-secret.js';
import { PageSession } from './page-session.entity.js';
import { SignInAttempt } from './sign-in-attempt.entity.js';

/** Who looks at the pages, and what their calls to the platform carry. */
export interface SignedInSession {
  readonly principal: Principal;
  readonly accessToken: string;
  readonly csrfToken: string;
}

export interface StartedAttempt extends SignInChecks {
  readonly returnPath: string;
}

const ABSOLUTE = '12 hours';
const IDLE = '2 hours';
const ATTEMPT = '15 minutes';

/** Sessions and attempts to sign in. Their ages are real time, by the database's clock: moving the platform's Clock signs nobody out. */
@Injectable()
export class PageSessionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns the secret for the browser's cookie */
  async addAttempt({ state, codeVerifier, redirectUri, returnPath }: StartedAttempt): Promise<string> {
    const secret = newSecret();
    await this.dataSource.query(`delete from sign_in_attempt where created_at < now() - interval '${ATTEMPT}'`);
    await this.dataSource.manager.insert(SignInAttempt, { attemptHash: hashOf(secret), state, codeVerifier, redirectUri, returnPath });
    return secret;
  }

  /** Takes an attempt out: it can be finished once. */
  async takeAttempt(secret: string): Promise<StartedAttempt | null> {
    const [rows]: [StartedAttempt[], number] = await this.dataSource.query(
      `delete from sign_in_attempt where attempt_hash = $1 and created_at > now() - interval '${ATTEMPT}'
       returning state, code_verifier as "codeVerifier", redirect_uri as "redirectUri", return_path as "returnPath"`,
      [hashOf(secret)],
    );
    return rows[0] ?? null;
  }

  /** @returns the secret for the browser's cookie, new at every sign-in */
  async add({ principal, accessToken, expiresAt }: SignedIn): Promise<string> {
    const secret = newSecret();
    await this.dataSource.query(
      `delete from page_session where created_at < now() - interval '${ABSOLUTE}' or last_seen_at < now() - interval '${IDLE}' or token_expires_at < now()`,
    );
    await this.dataSource.manager.insert(PageSession, {
      sessionHash: hashOf(secret),
      subject: principal.subject,
      displayName: principal.name,
      role: principal.role,
      region: principal.region,
      sealedToken: seal(accessToken, secret),
      tokenExpiresAt: expiresAt,
    });
    return secret;
  }

  /** The session of a cookie, and notes that it is in use; null when it has ended. */
  async touch(secret: string): Promise<SignedInSession | null> {
    const [rows]: [PageSessionRow[], number] = await this.dataSource.query(
      `update page_session set last_seen_at = now()
       where session_hash = $1 and created_at > now() - interval '${ABSOLUTE}' and last_seen_at > now() - interval '${IDLE}' and token_expires_at > now()
       returning subject, display_name as name, role, region, sealed_token as "sealedToken"`,
      [hashOf(secret)],
    );
    const row = rows[0];
    const role = ROLES.find((known) => known === row?.role);
    if (!row || !role) return null;
    const { subject, name, region, sealedToken } = row;
    return { principal: { subject, name, role, region }, accessToken: unseal(sealedToken, secret), csrfToken: csrfTokenOf(secret) };
  }

  async remove(secret: string): Promise<void> {
    await this.dataSource.manager.delete(PageSession, { sessionHash: hashOf(secret) });
  }
}

interface PageSessionRow {
  readonly subject: string;
  readonly name: string;
  readonly role: string;
  readonly region: string | null;
  readonly sealedToken: string;
}
