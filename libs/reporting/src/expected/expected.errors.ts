import { DomainError } from '@cdc/contracts';

export function notByCell(feed: string): DomainError {
  const message = `The feed ${feed} is not reported test by test. Ask for activity-daily, activity-weekly or activity-monthly.`;
  return new DomainError('invalid', 'NOT_BY_CELL', message, { feed });
}

export function noWindows(feed: string): DomainError {
  return new DomainError('not-found', 'NO_WINDOWS', `The feed ${feed} is sent whenever there is something to say, so it has no deadlines.`, { feed });
}

export function noPeriod(feed: string, period: string, grain: 'week' | 'month'): DomainError {
  const wanted = grain === 'week' ? 'the Sunday that ends its week, like 2022-10-30' : 'its year and month, like 2022-10';
  return new DomainError('invalid', 'PERIOD_FORMAT', `"${period}" is no period of the feed ${feed}. Write ${wanted}.`, { feed, period });
}

export function unknownRegion(code: string): DomainError {
  return new DomainError('not-found', 'UNKNOWN_REGION', `There is no region ${code}.`, { region: code });
}
