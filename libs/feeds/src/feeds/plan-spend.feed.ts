import { budgetLine, money, month, orgCode, spendKind } from './column-kinds.js';
import { defineLayout } from './feed.model.js';
import { feedDefinition } from './feed-definition.js';

const layout = defineLayout({
  name: 'template',
  feed: 'plan-spend',
  title: 'Spend plan template',
  format: 'csv',
  key: ['org_code', 'month', 'kind', 'line'],
  columns: [
    { ...orgCode, rule: 'The code of a centre, an integrated care board, a region, or ENG', description: 'Organisation whose plan it is' },
    month,
    spendKind,
    budgetLine,
    money('planned', {
      aliases: ['plan', 'planned_spend', 'budget'],
      required: true,
      description: 'Planned spend of the month, over what is planned for organisations beneath',
    }),
  ],
});

export const planSpendFeed = feedDefinition('plan-spend', [layout]);
