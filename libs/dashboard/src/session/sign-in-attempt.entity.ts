import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person on the way to the sign-in provider and back. Used once, within minutes. */
@Entity({ name: 'sign_in_attempt' })
export class SignInAttempt {
  /** SHA-256 of the secret in the browser's cookie. */
  @PrimaryColumn({ name: 'attempt_hash', type: 'text' })
  attemptHash!: string;

  @Column({ type: 'text' })
  state!: string;

  @Column({ name: 'code_verifier', type: 'text' })
  codeVerifier!: string;

  @Column({ name: 'redirect_uri', type: 'text' })
  redirectUri!: string;

  @Column({ name: 'return_path', type: 'text' })
  returnPath!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
