import { type Layout } from '../feeds/feed.model.js';
import { type Cell, moneyText } from './cells-under-test.js';

const EMPTY: Cell = { written: '', read: null };

/** Makes a drawn row one that the rules of its feed accept. */
export function tidyRow(layout: Layout, drawn: ReadonlyMap<string, Cell>, at: number): ReadonlyMap<string, Cell> {
  const cells = new Map(drawn);
  const read = (name: string): Cell['read'] => cells.get(name)?.read ?? null;
  const clear = (name: string): void => void (cells.has(name) && cells.set(name, EMPTY));
  switch (`${layout.feed} ${layout.name}`) {
    case 'offered-tests template':
      if (String(read('to') ?? '9') < String(read('from'))) clear('to');
      break;
    case 'opening-plan template':
      if (String(read('permanent_planned') ?? '9') < String(read('planned_opening'))) clear('permanent_planned');
      break;
    case 'estate template':
      if (read('scheme') === null) ['status', 'expires'].forEach(clear);
      break;
    case 'installations template':
      if (['baseline', 'forecast', 'actual'].every((name) => read(name) === null)) cells.set('actual', { written: '2024-02-29', read: '2024-02-29' });
      break;
    case 'commitments template': {
      const amounts = ['ordered', 'receipted', 'invoiced'].map((name) => Number(read(name))).sort((one, other) => other - one);
      ['ordered', 'receipted', 'invoiced'].forEach((name, place) => cells.set(name, { read: amounts[place] ?? 0, written: moneyText(amounts[place] ?? 0, 'thousands') }));
      break;
    }
    case 'ledger general-ledger': {
      if (read('debit') === null && read('credit') === null) cells.set('debit', { read: 100 + at, written: moneyText(100 + at, 'plain') });
      cells.set('amount', { written: '', read: Number(read('debit') ?? 0) - Number(read('credit') ?? 0) });
    }
  }
  return cells;
}
