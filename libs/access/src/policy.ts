import { DomainError, regionName, type FeedName, type Level } from '@cdc/contracts';

/** What a person or a client is allowed to be. One principal has exactly one role. */
export const ROLES = ['region', 'national', 'finance', 'admin', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Who is asking. `subject` is the issuer's stable identifier; `region` is an ODS region code for role `region`, else null. */
export interface Principal {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly region: string | null;
}

const EVERYONE = ROLES;
const SENDERS = ['region', 'national', 'finance', 'admin'] as const;
const WHOLE_PROGRAMME = ['national', 'finance', 'admin', 'viewer'] as const;

/** Who may do what. A permission that is not a row here is denied to everybody. */
export const PERMISSIONS = {
  'page.read': EVERYONE,
  'feed.read': EVERYONE,
  'registry.read': EVERYONE,
  'activity.read': EVERYONE,
  'spend.read': EVERYONE,
  'installation.read': EVERYONE,
  'submission.read': EVERYONE,
  'report.read': EVERYONE,
  'stream.read': EVERYONE,
  'submission.create': SENDERS,
  'submission.confirm': SENDERS,
  'submission.read-file': SENDERS,
  'period.reopen': ['national', 'admin'],
  'report.build': SENDERS,
  'report.address': SENDERS,
  'installation.record': ['region', 'national'],
  // Ledger lines name suppliers, and every entity's at once.
  'ledger.read': ['finance', 'national', 'admin'],
  'ledger.match': ['finance'],
  // The log holds every region's events, so no region may replay it.
  'event.read': WHOLE_PROGRAMME,
  'clock.move': ['admin'],
  'operations.manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Who may send each feed. The compiler asks for a row when a feed is added. */
export const FEED_SENDERS = {
  organisations: ['admin'],
  'cdc-register': ['admin'],
  'offered-tests': ['national'],
  'plan-activity': ['national'],
  'plan-spend': ['national'],
  'opening-plan': ['national'],
  'dm01-monthly': ['national'],
  'activity-daily': ['region', 'national'],
  'activity-weekly': ['region', 'national'],
  'activity-monthly': ['region', 'national'],
  machines: ['region', 'national'],
  installations: ['region', 'national'],
  estate: ['region', 'national'],
  ledger: ['finance'],
  commitments: ['finance'],
  'spend-forecast': ['finance'],
} as const satisfies Record<FeedName, readonly Role[]>;

/** The regions whose rows a principal may see or send. */
export interface Scope {
  readonly regions: 'all' | readonly string[];
}

/** What a report is about. `region` is the region that holds an ICB or a centre; null for England or where it is not known. */
export interface EditionScope {
  readonly level: Level;
  readonly code: string;
  readonly region: string | null;
}

export function isAllowed(principal: Principal, permission: Permission): boolean {
  return holds(PERMISSIONS, permission, principal.role);
}

export function maySubmit(principal: Principal, feed: FeedName): boolean {
  return isAllowed(principal, 'submission.create') && holds(FEED_SENDERS, feed, principal.role);
}

export function scopeOf(principal: Principal): Scope {
  if (principal.role !== 'region') return { regions: 'all' };
  return { regions: principal.region === null ? [] : [principal.region] };
}

/** @param regionCode null where a row belongs to no region or its region is not known: then only whole-programme roles read it */
export function mayReadRegion(principal: Principal, regionCode: string | null): boolean {
  const { regions } = scopeOf(principal);
  return regions === 'all' || (regionCode !== null && regions.includes(regionCode));
}

/** England's editions name every region's centres, so a region reads only its own and those of ICBs and centres in it. */
export function mayReadEdition(principal: Principal, edition: EditionScope): boolean {
  return isAllowed(principal, 'report.read') && mayReadRegion(principal, regionOfEdition(edition));
}

export function mayBuildEdition(principal: Principal, edition: EditionScope): boolean {
  return isAllowed(principal, 'report.build') && mayReadEdition(principal, edition);
}

/** @throws DomainError `FORBIDDEN` */
export function assertAllowed(principal: Principal, permission: Permission): void {
  if (!isAllowed(principal, permission)) {
    throw forbidden('FORBIDDEN', `The role ${principal.role} may not do this. It needs the permission ${permission}.`, {
      permission,
    });
  }
}

/** @throws DomainError `FORBIDDEN_FEED` */
export function assertMaySubmit(principal: Principal, feed: FeedName): void {
  if (!maySubmit(principal, feed)) {
    throw forbidden('FORBIDDEN_FEED', `The role ${principal.role} may not send the feed ${feed}.`, { feed });
  }
}

/** @throws DomainError `FORBIDDEN_REGION` */
export function assertMayReadRegion(principal: Principal, regionCode: string | null): void {
  if (!mayReadRegion(principal, regionCode)) {
    throw forbidden('FORBIDDEN_REGION', `${scopeText(principal)} This belongs elsewhere.`);
  }
}

/** @throws DomainError `FORBIDDEN_EDITION` */
export function assertMayReadEdition(principal: Principal, edition: EditionScope): void {
  if (!mayReadEdition(principal, edition)) {
    throw forbidden('FORBIDDEN_EDITION', `${scopeText(principal)} This report covers other organisations.`);
  }
}

/** @throws DomainError `FORBIDDEN` where the role builds no reports, `FORBIDDEN_EDITION` where it builds others */
export function assertMayBuildEdition(principal: Principal, edition: EditionScope): void {
  assertAllowed(principal, 'report.build');
  assertMayReadEdition(principal, edition);
}

// Object.hasOwn: a name such as "constructor" that reaches us at run time must not find anything.
function holds(table: Readonly<Record<string, readonly Role[]>>, row: string, role: Role): boolean {
  return Object.hasOwn(table, row) && (table[row]?.includes(role) ?? false);
}

function regionOfEdition({ level, code, region }: EditionScope): string | null {
  if (level === 'england') return null;
  return level === 'region' ? code : region;
}

function scopeText(principal: Principal): string {
  const { regions } = scopeOf(principal);
  if (regions === 'all') return 'You can see the whole programme.';
  const names = regions.map((code) => regionName(code) ?? code);
  return names.length === 0 ? 'Your account has no region.' : `You can see ${names.join(', ')} only.`;
}

function forbidden(code: string, message: string, details: Readonly<Record<string, unknown>> = {}): DomainError {
  return new DomainError('forbidden', code, message, details);
}
