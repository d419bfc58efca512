import { type Adapter, type AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAtMs: number;
}

const MOST_ENTRIES = 10_000;
const SECOND_MS = 1_000;

/**
 * What the development issuer remembers between two steps of a sign-in. It lives in memory: access tokens prove themselves, so a restart
 * loses only sign-ins that are half done.
 */
export function issuerStore(): (model: string) => Adapter {
  const entries = new Map<string, Entry>();
  return (model) => new ModelStore(model, entries);
}

class ModelStore implements Adapter {
  constructor(
    private readonly model: string,
    private readonly entries: Map<string, Entry>,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresInSeconds?: number): Promise<void> {
    this.makeRoom();
    const lifetimeMs = (expiresInSeconds ?? Number.POSITIVE_INFINITY) * SECOND_MS;
    this.entries.set(this.key(id), { payload, expiresAtMs: Date.now() + lifetimeMs });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const entry = this.entries.get(this.key(id));
    return entry && entry.expiresAtMs > Date.now() ? entry.payload : undefined;
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.own().find((payload) => payload.uid === uid);
  }

  async findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.own().find((payload) => payload.userCode === userCode);
  }

  async consume(id: string): Promise<void> {
    const entry = this.entries.get(this.key(id));
    if (entry) entry.payload.consumed = Math.floor(Date.now() / SECOND_MS);
  }

  async destroy(id: string): Promise<void> {
    this.entries.delete(this.key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of this.entries) {
      if (payload.grantId === grantId) this.entries.delete(key);
    }
  }

  private own(): AdapterPayload[] {
    const now = Date.now();
    return [...this.entries]
      .filter(([key, entry]) => key.startsWith(`${this.model}:`) && entry.expiresAtMs > now)
      .map(([, entry]) => entry.payload);
  }

  private makeRoom(): void {
    if (this.entries.size < MOST_ENTRIES) return;
    const now = Date.now();
    for (const [key, { expiresAtMs }] of this.entries) if (expiresAtMs <= now) this.entries.delete(key);
    // Anybody can begin a sign-in, so a full store drops its oldest entries rather than growing.
    for (const key of this.entries.keys()) {
      if (this.entries.size < MOST_ENTRIES) return;
      this.entries.delete(key);
    }
  }

  private key(id: string): string {
    return `${this.model}:${id}`;
  }
}
