import { type SpendFigure } from '../edition/edition-content.model.js';
import { spendRating } from './spend-items.model.js';

const figure = (part: Partial<SpendFigure>): SpendFigure => ({
  ...{ level: 'england', code: 'ENG', name: 'England', kind: 'capital', line: null, plan: null, actual: null, variance: null, direction: null },
  ...{ planToDate: null, actualToDate: null, varianceToDate: null, directionToDate: null, budget: null, forecastOutturn: null, committed: null, accrued: null },
  ...part,
});

it.each([
  // Variance to date: green up to 5 %, amber up to 10 %. Under and over alike.
  [{ planToDate: 1_000, varianceToDate: 50 }, 'green'],
  [{ planToDate: 1_000, varianceToDate: -51 }, 'amber'],
  [{ planToDate: 1_000, varianceToDate: -100 }, 'amber'],
  [{ planToDate: 1_000, varianceToDate: 101 }, 'red'],
  // Outturn against the budget: green up to 2 %, amber up to 5 %; the worse of the two counts.
  [{ planToDate: 1_000, varianceToDate: 0, budget: 1_000, forecastOutturn: 980 }, 'green'],
  [{ planToDate: 1_000, varianceToDate: 0, budget: 1_000, forecastOutturn: 1_021 }, 'amber'],
  [{ planToDate: 1_000, varianceToDate: 0, budget: 1_000, forecastOutturn: 1_050 }, 'amber'],
  [{ planToDate: 1_000, varianceToDate: 60, budget: 1_000, forecastOutturn: 1_051 }, 'red'],
  // Spent without a plan, and nothing known.
  [{ planToDate: 0, varianceToDate: 1 }, 'red'],
  [{}, null],
] as const)('rates %j %s', (part, rating) => {
  expect(spendRating(figure(part))).toBe(rating);
});
