import { DomainError, REGIONS, type FeedWindow } from '@cdc/contracts';

export function nothingToReopen(feed: string): DomainError {
  const message = `Files of the feed ${feed} state how things stand, so its periods are never locked.`;
  return new DomainError('invalid', 'NEVER_LOCKED', message, { feed });
}

export function periodFormat({ grain, feed }: FeedWindow, period: string): DomainError {
  const wanted = grain === 'week' ? 'the Sunday that ends its week, like 2022-10-30' : 'its year and month, like 2022-10';
  return new DomainError('invalid', 'PERIOD_FORMAT', `"${period}" is no period of the feed ${feed}. Write ${wanted}.`, { feed, period });
}

export function unknownRegion(code: string): DomainError {
  const message = `There is no region ${code}. The regions are ${REGIONS.map((region) => region.code).join(', ')}; leave it out for all of them.`;
  return new DomainError('invalid', 'UNKNOWN_REGION', message, { region: code });
}

export function expiresInPast(now: Date): DomainError {
  return new DomainError('invalid', 'EXPIRES_IN_PAST', `A reopening ends after the present, which is ${now.toISOString()}.`);
}
