import { FEEDS } from '../vocabulary/feeds.js';
import { SERVICES, type ServiceName } from '../vocabulary/services.js';
import { feedWindow } from '../windows/feed-windows.js';

/** Who answers requests behind the ingress: a service, or the sign-in of development mode. */
export type RouteTarget = ServiceName | 'issuer';

/** One row: requests that go to one target. `path` has `*` for one segment or the end of one, and `/**` at its end for anything beneath. */
export interface Route {
  readonly methods: 'any' | readonly string[];
  readonly path: string;
  readonly target: RouteTarget;
}

const READ = ['GET', 'HEAD'] as const;

/**
 * Who answers which request, for the ingress of a cluster; the first row that fits wins. In the all-in-one every service has its
 * routes in one process, and they are the same. What no row names is a page.
 */
export const ROUTES: readonly Route[] = [
  ...FEEDS.map(({ name, owner }): Route => ({ methods: ['POST'], path: `/api/v1/feeds/${name}/submissions`, target: owner })),
  ...FEEDS.filter(({ name }) => feedWindow(name)).map(({ name, owner }): Route => ({ methods: 'any', path: `/api/v1/feeds/${name}/reopenings`, target: owner })),
  // A submission's id begins with the prefix of the service that took it in.
  ...SERVICES.flatMap(({ name, prefix }): Route[] => [
    { methods: 'any', path: `/api/v1/submissions/${prefix}-*`, target: name },
    { methods: 'any', path: `/api/v1/submissions/${prefix}-*/**`, target: name },
    { methods: 'any', path: `/api/v1/operations/${name}/**`, target: name },
  ]),
  { methods: 'any', path: '/api/v1/cdcs/**', target: 'cdc-registry' },
  { methods: 'any', path: '/api/v1/organisations/**', target: 'cdc-registry' },
  { methods: READ, path: '/api/v1/submissions', target: 'reporting' },
  { methods: READ, path: '/api/v1/activity', target: 'reporting' },
  { methods: READ, path: '/api/v1/spend', target: 'reporting' },
  { methods: 'any', path: '/api/v1/spend/**', target: 'spend-monitor' },
  { methods: READ, path: '/api/v1/installations', target: 'reporting' },
  { methods: 'any', path: '/api/v1/installations/**', target: 'equipment-tracker' },
  { methods: READ, path: '/api/v1/overview', target: 'reporting' },
  { methods: READ, path: '/api/v1/expected/**', target: 'reporting' },
  { methods: 'any', path: '/api/v1/reports/**', target: 'reporting' },
  // Also a file for a feed that nobody owns: reporting holds the catalogue and names the closest.
  { methods: 'any', path: '/api/v1/feeds/**', target: 'reporting' },
  { methods: READ, path: '/api/v1/events', target: 'reporting' },
  { methods: READ, path: '/api/v1/stream', target: 'reporting' },
  { methods: 'any', path: '/api/v1/clock', target: 'reporting' },
  // Every service knows the data set; one answers.
  { methods: READ, path: '/api/v1/demonstration', target: 'reporting' },
  { methods: 'any', path: '/oidc/**', target: 'issuer' },
];

const FALLBACK: RouteTarget = 'dashboard';

const MATCHERS = ROUTES.map((route) => ({ ...route, pattern: patternOf(route.path) }));

/**
 * Who answers a request.
 * @param method in capitals
 * @param path of the request; a query is ignored
 */
export function targetFor(method: string, path: string): RouteTarget {
  const bare = path.split('?', 1)[0] ?? '/';
  const route = MATCHERS.find(({ methods, pattern }) => (methods === 'any' || methods.includes(method)) && pattern.test(bare));
  return route?.target ?? FALLBACK;
}

function patternOf(path: string): RegExp {
  const own = path.replace(/\/\*\*$/, '').replaceAll('*', '[^/]+');
  return new RegExp(`^${own}${path.endsWith('/**') ? '(?:/.*)?' : '/?'}$`);
}
