import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person signed in on the pages. The row holds neither the session's secret nor a readable access token. */
@Entity({ name: 'page_session' })
export class PageSession {
  /** SHA-256 of the secret in the browser's cookie. */
  @PrimaryColumn({ name: 'session_hash', type: 'text' })
  sessionHash!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ name: 'display_name', type: 'text' })
  displayName!: string;

  @Column({ type: 'text' })
  role!: string;

  @Column({ type: 'text', nullable: true })
  region!: string | null;

  @Column({ name: 'sealed_token', type: 'text' })
  sealedToken!: string;

  @Column({ name: 'token_expires_at', type: 'timestamptz' })
  tokenExpiresAt!: Date;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'last_seen_at', type: 'timestamptz', default: () => 'now()' })
  lastSeenAt!: Date;
}
