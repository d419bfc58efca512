import { assertMayReadRegion, scopeOf, type Principal } from '@cdc/access';
import { REGIONS, regionName } from '@cdc/contracts';
import { unknownRegion } from './expected.errors.js';

/** The region that is asked for, or the caller's own; null is every region. @throws DomainError UNKNOWN_REGION, FORBIDDEN_REGION */
export function regionOf(principal: Principal, asked: string | undefined): string | null {
  if (asked !== undefined && regionName(asked) === undefined) throw unknownRegion(asked);
  const { regions } = scopeOf(principal);
  const region = asked ?? (regions === 'all' ? null : (regions[0] ?? null));
  assertMayReadRegion(principal, region);
  return REGIONS.find(({ code }) => code === region)?.code ?? null;
}

/** One region. @throws DomainError UNKNOWN_REGION, FORBIDDEN_REGION */
export function namedRegion(principal: Principal, asked: string): string {
  const region = regionOf(principal, asked);
  if (region === null) throw unknownRegion(asked);
  return region;
}
