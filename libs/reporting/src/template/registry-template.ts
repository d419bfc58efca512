import { CENTRE_VERSION, OFFER_VERSION, OPENING_PLAN_VERSION } from '../projection/projection-tables.js';
import { versionsAt } from '../projection/version-table.js';
import { NOW, type TemplateRows } from './template-question.js';

/** Every offer that is known. */
export const offeredTestsTemplate: TemplateRows = async ({ manager }) => {
  const rows = await versionsAt(manager, OFFER_VERSION, NOW);
  return { information: [], rows: rows.flatMap(({ cdc_code, offers }) => offers.map(({ test, from, to }) => ({ cdc_code, test, from, to }))) };
};

/** Every centre that is planned, with the plan where there is one. */
export const openingPlanTemplate: TemplateRows = async ({ manager }) => {
  const plans = new Map((await versionsAt(manager, OPENING_PLAN_VERSION, NOW)).map((row) => [row.cdc_code, row]));
  const centres = await versionsAt(manager, CENTRE_VERSION, NOW);
  return {
    information: ['name of the centre'],
    rows: centres
      .filter(({ cdc_code, status }) => plans.has(cdc_code) || status === 'proposed' || status === 'approved')
      .map(({ cdc_code, name }) => {
        const plan = plans.get(cdc_code);
        return { cdc_code, planned_opening: plan?.planned_opening ?? null, wave: plan?.wave ?? null, permanent_planned: plan?.permanent_planned ?? null, 'name of the centre': name };
      }),
  };
};
