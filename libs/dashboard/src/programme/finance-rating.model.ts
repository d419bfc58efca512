import { type SpendFigure } from '../platform-api/programme-figures.js';

/** In the order of seriousness. */
const RATINGS = ['green', 'amber', 'red'] as const;
export type Rating = (typeof RATINGS)[number];

/** Above which share of the plan, in percent, spend to date is amber and red; and above which share of the budget the forecast is. */
export const RATING_LIMITS = { toDate: { amber: 5, red: 10 }, forecast: { amber: 2, red: 5 } } as const;

/** The worse of spend to date against plan and forecast against budget; under and over count alike. Null where neither can be compared. */
export function financeRating({ planToDate, varianceToDate, forecastOutturn, budget }: SpendFigure): Rating | null {
  const overspend = forecastOutturn === null || budget === null ? null : forecastOutturn - budget;
  return worst([rated(varianceToDate, planToDate, RATING_LIMITS.toDate), rated(overspend, budget, RATING_LIMITS.forecast)]);
}

export function worst(ratings: readonly (Rating | null)[]): Rating | null {
  const known = ratings.filter((rating) => rating !== null);
  return known.length === 0 ? null : known.reduce((worse, rating) => (RATINGS.indexOf(rating) > RATINGS.indexOf(worse) ? rating : worse));
}

function rated(difference: number | null, whole: number | null, { amber, red }: { readonly amber: number; readonly red: number }): Rating | null {
  if (difference === null || whole === null) return null;
  const percent = difference === 0 ? 0 : (100 * Math.abs(difference)) / Math.abs(whole);
  return percent > red ? 'red' : percent > amber ? 'amber' : 'green';
}
