import { DomainError } from '@cdc/contracts';

export function periodNotASunday(period: string, before: string, after: string): DomainError {
  const message = `${period} is not a Sunday. Name the week by the Sunday that ends it: ${after} for the week that holds that day, ${before} for the week before.`;
  return new DomainError('invalid', 'PERIOD_NOT_A_SUNDAY', message, { period, nearest: [before, after] });
}

export function periodNotADate(period: string): DomainError {
  return new DomainError(
    'invalid',
    'PERIOD_NOT_A_DATE',
    `${period} is not a date. Name the week by the Sunday that ends it, like 2024-08-04.`,
    { period },
  );
}

export function periodNotAMonth(period: string): DomainError {
  return new DomainError('invalid', 'PERIOD_NOT_A_MONTH', `${period} is not a month. Write it like 2024-08.`, {
    period,
  });
}

export function periodInFuture(period: string, today: string): DomainError {
  const message = `${period} has not begun: today is ${today}. Choose a period that has begun.`;
  return new DomainError('invalid', 'PERIOD_IN_FUTURE', message, { period, today });
}

export function periodsOutOfOrder(from: string, to: string): DomainError {
  return new DomainError('invalid', 'PERIODS_OUT_OF_ORDER', `"from" (${from}) is after "to" (${to}).`, { from, to });
}

export function tooManyPeriods(asked: number, most: number): DomainError {
  return new DomainError(
    'invalid',
    'TOO_MANY_PERIODS',
    `You asked for ${asked} periods. Ask for at most ${most} at once.`,
    { asked, most },
  );
}
