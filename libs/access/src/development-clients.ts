import { REGIONS } from '@cdc/contracts';
import { type Principal, type Role } from './policy.js';

/** A demonstration identity. `id` is both the OAuth client id and the name in the role picker. */
export interface DevelopmentClient {
  readonly id: string;
  readonly role: Role;
  /** ODS region code, for role `region` only. */
  readonly region: string | null;
  readonly displayName: string;
}

/** The identities that exist in development mode only; all share one published secret. */
export const DEVELOPMENT_CLIENTS: readonly DevelopmentClient[] = [
  ...REGIONS.map(({ code, name }) => ({
    id: `region-${code.toLowerCase()}`,
    role: 'region' as const,
    region: code,
    displayName: `${name} region`,
  })),
  { id: 'national', role: 'national', region: null, displayName: 'National programme team' },
  { id: 'finance', role: 'finance', region: null, displayName: 'Finance' },
  { id: 'admin', role: 'admin', region: null, displayName: 'Administrator' },
  { id: 'viewer', role: 'viewer', region: null, displayName: 'Viewer' },
];

/** The secret that all of them share. */
export const DEVELOPMENT_SECRET = 'demo';

export function developmentClient(id: string): DevelopmentClient | undefined {
  return DEVELOPMENT_CLIENTS.find((client) => client.id === id);
}

export function principalOf(client: DevelopmentClient): Principal {
  return { subject: client.id, name: client.displayName, role: client.role, region: client.region };
}
