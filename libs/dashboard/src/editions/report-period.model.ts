import { dayNumber, isIsoDate, isIsoMonth, isoDate, weekEnding, type EditionKind } from '@cdc/contracts';

/** The period that a person means: any day stands for its week. Null when it is no day or month. */
export function reportPeriod(kind: EditionKind, text: string): string | null {
  const given = text.trim();
  if (kind === 'monthly') return isIsoMonth(given) ? given : null;
  return isIsoDate(given) ? isoDate(weekEnding(dayNumber(given))) : null;
}
