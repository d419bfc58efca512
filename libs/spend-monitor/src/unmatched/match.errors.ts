import { DomainError, budgetLine } from '@cdc/contracts';

export function unknownLedgerLine(id: string): DomainError {
  return new DomainError('not-found', 'UNKNOWN_LEDGER_LINE', `There is no line ${id} in a present ledger. A later file may have taken its place.`, { id });
}

export function lineStated(id: string): DomainError {
  return new DomainError('conflict', 'LINE_STATED', `The ledger itself says where line ${id} belongs. Correct it there and send the ledger again.`, { id });
}

export function centreNeeded(line: string): DomainError {
  return new DomainError('invalid', 'CENTRE_NEEDED', `${budgetLine(line)?.name ?? line} is spent by centre. Name the centre.`, { line });
}

export function unknownSite(cdcCode: string, suggestion: string | null): DomainError {
  const closest = suggestion === null ? '' : ` The closest is ${suggestion}.`;
  return new DomainError('invalid', 'UNKNOWN_SITE', `${cdcCode} is not the code of a registered centre.${closest}`, { cdcCode, suggestion });
}
