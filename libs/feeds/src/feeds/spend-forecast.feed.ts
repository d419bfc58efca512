import { budgetLine, money, month, orgCode, spendKind } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const layout = defineLayout({
  name: 'template',
  feed: 'spend-forecast',
  title: 'Spend forecast template',
  format: 'csv',
  key: ['org_code', 'month', 'kind', 'line'],
  columns: [
    { ...orgCode, rule: 'The code of a centre, an integrated care board, a region, or ENG', description: 'Organisation whose forecast it is' },
    month,
    spendKind,
    budgetLine,
    money('forecast', {
      aliases: ['forecast_spend', 'forecast_outturn'],
      required: true,
      signed: true,
      rule: 'Pounds and pence',
      description: 'Forecast spend of the month, over what is forecast for organisations beneath',
    }),
  ],
});

export const spendForecastFeed = feedDefinition('spend-forecast', [layout]);
