import { type EditionContent, type UnmatchedSpend } from './edition-content.js';
import { isMatched } from './expected-spend.js';
import { byText, nameOf, placesByCode } from './places.js';
import { type Geography, type Organisation } from './published-lists.js';
import { type SpendPeriod } from './spend-period.js';
import { type Ledger } from './stated-programme.js';

const amountOf = (lines: readonly { readonly pence: bigint }[]): bigint => lines.reduce((total, { pence }) => total + pence, 0n);

/** Ledger lines that cannot be compared with a plan, by the place of the entity that posted them; the scope has a row in any case. */
export function expectedUnmatched(geography: Geography, ledgers: readonly Ledger[], organisations: readonly Organisation[], period: SpendPeriod): UnmatchedSpend[] {
  const placesOf = placesByCode(geography);
  const unmatched = ledgers.flatMap(({ entity, month, lines }) =>
    lines.filter((line) => !isMatched(line)).map(({ weekEnding, pence }) => ({ month, weekEnding, pence, places: placesOf(entity) })),
  );
  return organisations.flatMap(({ level, code, name }, at): UnmatchedSpend[] => {
    const here = unmatched.filter(({ places }) => places.includes(code));
    const [now, toDate] = [here.filter(period.holds), here.filter(period.holdsToDate)];
    if (at > 0 && (level === 'cdc' || toDate.length === 0)) return [];
    return [{ level, code, name, lines: now.length, amount: amountOf(now), linesToDate: toDate.length, amountToDate: amountOf(toDate) }];
  });
}

/** Which entities of the scope have posted the ledger of the period's last month. */
export function expectedLedgers(
  geography: Geography,
  ledgers: readonly Ledger[],
  scope: Organisation,
  { month }: SpendPeriod,
): { completeness: EditionContent['completeness']['spend']; missing: EditionContent['missing']['entities'] } {
  const placesOf = placesByCode(geography);
  const monthsOf = new Map<string, string[]>();
  for (const ledger of ledgers) {
    if (ledger.month > month || !placesOf(ledger.entity).includes(scope.code)) continue;
    monthsOf.set(ledger.entity, [...(monthsOf.get(ledger.entity) ?? []), ledger.month].sort());
  }
  const missing = [...monthsOf]
    .filter(([, months]) => !months.includes(month))
    .map(([code, months]) => ({ code, name: nameOf(geography, code), month, lastMonth: months[months.length - 1] ?? '' }))
    .sort((left, right) => byText(left.code, right.code));
  const completeness = { entitiesExpected: monthsOf.size, entitiesPosted: monthsOf.size - missing.length, entitiesNotPosted: missing.length };
  return { completeness, missing };
}
