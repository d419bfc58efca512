import { FEEDS } from '../vocabulary/feeds.js';
import { SERVICES, type ServiceName } from '../vocabulary/services.js';

/** One row: requests that go to a service. `path` has `*` for one segment or the end of one, and `/**` at its end for anything beneath. */
export interface Route {
  readonly methods: 'any' | readonly string[];
  readonly path: string;
  readonly service: ServiceName;
}

const READ = ['GET', 'HEAD'] as const;

/**
 * Which service answers which request, for the ingress of a cluster; the first row that fits wins. In the all-in-one every service has its
 * routes in one process, and they are the same. What no row names is a page.
 */
export const ROUTES: readonly Route[] = [
  ...FEEDS.map(({ name, owner }): Route => ({ methods: ['POST'], path: `/api/v1/feeds/${name}/submissions`, service: owner })),
  // A submission's id begins with the prefix of the service that took it in.
  ...SERVICES.flatMap(({ name, prefix }): Route[] => [
    { methods: 'any', path: `/api/v1/submissions/${prefix}-*`, service: name },
    { methods: 'any', path: `/api/v1/submissions/${prefix}-*/**`, service: name },
    { methods: 'any', path: `/api/v1/operations/${name}/**`, service: name },
  ]),
  { methods: 'any', path: '/api/v1/cdcs/**', service: 'cdc-registry' },
  { methods: 'any', path: '/api/v1/organisations/**', service: 'cdc-registry' },
  { methods: READ, path: '/api/v1/submissions', service: 'reporting' },
  { methods: READ, path: '/api/v1/activity', service: 'reporting' },
  { methods: 'any', path: '/api/v1/reports/**', service: 'reporting' },
  // Also a file for a feed that nobody owns: reporting holds the catalogue and names the closest.
  { methods: 'any', path: '/api/v1/feeds/**', service: 'reporting' },
  { methods: READ, path: '/api/v1/events', service: 'reporting' },
  { methods: READ, path: '/api/v1/stream', service: 'reporting' },
  { methods: 'any', path: '/api/v1/clock', service: 'reporting' },
];

const FALLBACK: ServiceName = 'dashboard';

const MATCHERS = ROUTES.map((route) => ({ ...route, pattern: patternOf(route.path) }));

/**
 * The service that answers a request.
 * @param method in capitals
 * @param path of the request; a query is ignored
 */
export function serviceFor(method: string, path: string): ServiceName {
  const bare = path.split('?', 1)[0] ?? '/';
  const route = MATCHERS.find(({ methods, pattern }) => (methods === 'any' || methods.includes(method)) && pattern.test(bare));
  return route?.service ?? FALLBACK;
}

function patternOf(path: string): RegExp {
  const own = path.replace(/\/\*\*$/, '').replaceAll('*', '[^/]+');
  return new RegExp(`^${own}${path.endsWith('/**') ? '(?:/.*)?' : '/?'}$`);
}
