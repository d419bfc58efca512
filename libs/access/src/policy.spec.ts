import { FEEDS, REGIONS, type FeedName } from '@cdc/contracts';
import { DEVELOPMENT_CLIENTS, developmentClient, principalOf } from './development-clients.js';
import {
  FEED_SENDERS,
  PERMISSIONS,
  ROLES,
  assertAllowed,
  assertMayBuildEdition,
  assertMayReadEdition,
  assertMayReadRegion,
  assertMaySubmit,
  isAllowed,
  mayBuildEdition,
  mayReadEdition,
  mayReadRegion,
  maySubmit,
  scopeOf,
  type EditionScope,
  type Permission,
  type Principal,
  type Role,
} from './policy.js';

const principal = (role: Role, region: string | null = role === 'region' ? 'Y60' : null): Principal => ({
  subject: `a-${role}`,
  name: role,
  role,
  region,
});

/** Written out by hand, one letter a role: region, national, finance, admin, viewer. A dot is denied. */
const EXPECTED: Record<Permission, string> = {
  'page.read': 'rnfav',
  'feed.read': 'rnfav',
  'registry.read': 'rnfav',
  'activity.read': 'rnfav',
  'spend.read': 'rnfav',
  'installation.read': 'rnfav',
  'submission.read': 'rnfav',
  'report.read': 'rnfav',
  'stream.read': 'rnfav',
  'submission.create': 'rnfa.',
  'submission.confirm': 'rnfa.',
  'submission.read-file': 'rnfa.',
  'period.reopen': '.n.a.',
  'report.build': 'rnfa.',
  'report.address': 'rnfa.',
  'installation.record': 'rn...',
  'ledger.read': '.nfa.',
  'ledger.match': '..f..',
  'event.read': '.nfav',
  'clock.move': '...a.',
  'operations.manage': '...a.',
};

const EXPECTED_SENDERS: Record<FeedName, string> = {
  organisations: '...a.',
  'cdc-register': '...a.',
  'offered-tests': '.n...',
  'plan-activity': '.n...',
  'plan-spend': '.n...',
  'opening-plan': '.n...',
  'dm01-monthly': '.n...',
  'activity-daily': 'rn...',
  'activity-weekly': 'rn...',
  'activity-monthly': 'rn...',
  machines: 'rn...',
  installations: 'rn...',
  estate: 'rn...',
  ledger: '..f..',
  commitments: '..f..',
  'spend-forecast': '..f..',
};

const lettersOf = (allowed: (role: Role) => boolean): string =>
  ROLES.map((role) => (allowed(role) ? role.charAt(0) : '.')).join('');

describe('permissions', () => {
  it.each(Object.entries(EXPECTED))('%s is for %s', (name, letters) => {
    const permission = Object.keys(PERMISSIONS).find((known): known is Permission => known === name);
    expect(permission && lettersOf((role) => isAllowed(principal(role), permission))).toBe(letters);
  });

  it('has no row that this table does not expect', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(['unlisted', '', 'constructor', '__proto__', 'toString'])('denies everybody the unlisted "%s"', (name) => {
    // @ts-expect-error the compiler refuses it too
    expect(lettersOf((role) => isAllowed(principal(role), name))).toBe('.....');
  });

  it('denies a role that is not one', () => {
    // @ts-expect-error the compiler refuses it too
    expect(isAllowed(principal('owner'), 'page.read')).toBe(false);
  });

  it('says which permission is missing', () => {
    expect(() => assertAllowed(principal('viewer'), 'clock.move')).toThrow(
      expect.objectContaining({ kind: 'forbidden', code: 'FORBIDDEN', details: { permission: 'clock.move' } }),
    );
    expect(() => assertAllowed(principal('admin'), 'clock.move')).not.toThrow();
  });
});

describe('feeds', () => {
  it.each(FEEDS.map(({ name }) => name))('%s is sent by whom the interface says', (feed) => {
    expect(lettersOf((role) => maySubmit(principal(role), feed))).toBe(EXPECTED_SENDERS[feed]);
    for (const role of ROLES) {
      const attempt = () => assertMaySubmit(principal(role), feed);
      if (maySubmit(principal(role), feed)) expect(attempt).not.toThrow();
      else
        expect(attempt).toThrow(
          expect.objectContaining({ kind: 'forbidden', code: 'FORBIDDEN_FEED', details: { feed } }),
        );
    }
  });

  it('has a row for every feed and no other', () => {
    expect(Object.keys(FEED_SENDERS).sort()).toEqual(FEEDS.map(({ name }) => name).sort());
  });

  it('denies an unlisted feed', () => {
    // @ts-expect-error the compiler refuses it too
    expect(lettersOf((role) => maySubmit(principal(role), 'constructor'))).toBe('.....');
  });
});

describe('scope', () => {
  const owners = [...REGIONS.map(({ code }) => code), null];

  it.each(REGIONS.map(({ code }) => code))('of a region, %s, is its own rows and no other', (own) => {
    const region = principal('region', own);
    expect(scopeOf(region)).toEqual({ regions: [own] });
    expect(owners.filter((owner) => mayReadRegion(region, owner))).toEqual([own]);
  });

  it.each(ROLES.filter((role) => role !== 'region'))('of %s is the whole programme, known region or not', (role) => {
    expect(scopeOf(principal(role))).toEqual({ regions: 'all' });
    expect(owners.filter((owner) => mayReadRegion(principal(role), owner))).toEqual(owners);
  });

  it('of a region without a region is nothing', () => {
    expect(scopeOf(principal('region', null))).toEqual({ regions: [] });
    expect(owners.filter((owner) => mayReadRegion(principal('region', null), owner))).toEqual([]);
  });

  it('does not follow a region that another role happens to carry', () => {
    expect(scopeOf(principal('national', 'Y60'))).toEqual({ regions: 'all' });
  });

  it('tells a region where its scope ends, and nothing about what lies outside', () => {
    expect(() => assertMayReadRegion(principal('region', 'Y60'), 'Y56')).toThrow(
      expect.objectContaining({
        kind: 'forbidden',
        code: 'FORBIDDEN_REGION',
        message: 'You can see Midlands only. This belongs elsewhere.',
      }),
    );
    expect(() => assertMayReadRegion(principal('region', 'Y60'), 'Y60')).not.toThrow();
  });
});

describe('editions', () => {
  const england: EditionScope = { level: 'england', code: 'ENG', region: null };
  const editions: readonly EditionScope[] = [
    england,
    // Even one that is labelled with a region stays England's.
    { ...england, region: 'Y60' },
    ...REGIONS.flatMap(({ code }): EditionScope[] => [
      { level: 'region', code, region: code },
      { level: 'region', code, region: null },
      { level: 'icb', code: `Q-${code}`, region: code },
      { level: 'cdc', code: `C-${code}`, region: code },
    ]),
    { level: 'icb', code: 'QXX', region: null },
    { level: 'cdc', code: 'Y60', region: null },
  ];
  const inRegion = (own: string) => (edition: EditionScope) =>
    edition.level !== 'england' && (edition.level === 'region' ? edition.code === own : edition.region === own);

  it.each(REGIONS.map(({ code }) => code))(
    'of its own, of its ICBs and of its centres are all that %s reads and builds',
    (own) => {
      const region = principal('region', own);
      expect(editions.filter((edition) => mayReadEdition(region, edition))).toEqual(editions.filter(inRegion(own)));
      expect(editions.filter((edition) => mayBuildEdition(region, edition))).toEqual(editions.filter(inRegion(own)));
      expect(editions.filter(inRegion(own))).toHaveLength(4);
    },
  );

  it.each([
    ['national', true],
    ['finance', true],
    ['admin', true],
    ['viewer', false],
  ] as const)('are all read by %s, who builds them: %s', (role, builds) => {
    expect(editions.filter((edition) => mayReadEdition(principal(role), edition))).toEqual(editions);
    expect(editions.filter((edition) => mayBuildEdition(principal(role), edition))).toEqual(builds ? editions : []);
  });

  it('are refused with a reason', () => {
    const forbidden = (code: string) => expect.objectContaining({ kind: 'forbidden', code });
    expect(() => assertMayReadEdition(principal('region'), england)).toThrow(forbidden('FORBIDDEN_EDITION'));
    expect(() => assertMayBuildEdition(principal('region'), england)).toThrow(forbidden('FORBIDDEN_EDITION'));
    expect(() => assertMayBuildEdition(principal('viewer'), england)).toThrow(forbidden('FORBIDDEN'));
    expect(() => assertMayBuildEdition(principal('national'), england)).not.toThrow();
  });
});

describe('development clients', () => {
  it('are the eleven that the interface names', () => {
    expect(DEVELOPMENT_CLIENTS.map(({ id }) => id)).toEqual(
      'region-y56 region-y58 region-y59 region-y60 region-y61 region-y62 region-y63 national finance admin viewer'.split(
        ' ',
      ),
    );
  });

  it('each have the role and the region of their name', () => {
    for (const { id, role, region } of DEVELOPMENT_CLIENTS) {
      expect(region === null ? role : `${role}-${region.toLowerCase()}`).toBe(id);
    }
  });

  it('stand for one principal each', () => {
    const client = developmentClient('region-y61');
    expect(client && principalOf(client)).toEqual({
      subject: 'region-y61',
      name: 'East of England region',
      role: 'region',
      region: 'Y61',
    });
    expect(developmentClient('somebody')).toBeUndefined();
  });
});
