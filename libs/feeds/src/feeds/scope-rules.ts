import { type CheckContext, type ReportCell, type Row } from './feed.model.js';

/** Reports an organisation that is not the sender's own. */
export function checkOrganisation(row: Row, column: number, context: CheckContext, report: ReportCell): void {
  checkListed(row, column, context.inScope?.organisations, () => report(column, 'FORBIDDEN_ORGANISATION'));
}

/** Reports a machine that is not in the sender's region. */
export function checkMachine(row: Row, column: number, context: CheckContext, report: ReportCell): void {
  checkListed(row, column, context.inScope?.machines, () => report(column, 'FORBIDDEN_MACHINE'));
}

function checkListed(row: Row, column: number, inScope: ((number: number) => boolean) | undefined, refuse: () => void): void {
  const number = row.number(column);
  if (number >= 0 && inScope && !inScope(number)) refuse();
}
