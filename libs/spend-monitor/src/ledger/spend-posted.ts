import { SpendPosted } from '@cdc/contracts';
import { event, type NewEvent } from '@cdc/platform';
import { type LedgerMonth } from './ledger-month.entity.js';
import { type LedgerRepository } from './ledger.repository.js';
import { postedCells } from './posted-cells.model.js';

/** The whole ledger of an entity and month as it now stands. Its aggregate is the two together. */
export async function spendPosted(ledger: LedgerRepository, held: Omit<LedgerMonth, 'submissionNumber'>): Promise<NewEvent> {
  const period = held.period.slice(0, 7);
  return event(SpendPosted, `${held.entityCode}-${period}`, {
    entity: held.entityCode,
    entityName: held.entityName,
    period,
    postedOn: held.postedOn,
    submissionId: held.submissionId,
    cells: postedCells(await ledger.postedDays()),
  });
}
