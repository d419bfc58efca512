import { Injectable } from '@nestjs/common';
import { assertMayReadEdition, mayReadEdition, type EditionScope, type Principal } from '@cdc/access';
import { UnitOfWork } from '@cdc/platform';
import { type ReportScope } from '../schedule/report-schedule.model.js';
import { duplicateRecipient, notScheduled } from './recipient.errors.js';
import { type RecipientKind } from './recipient-kinds.js';
import { recipientsOf, replaceRecipients, type ScopeRecipients } from './recipient.repository.js';

/** Keeps who is sent the scheduled reports. A region sees and changes its own lists only. */
@Injectable()
export class RecipientService {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async list(principal: Principal, kind: RecipientKind): Promise<readonly ScopeRecipients[]> {
    const all = await recipientsOf(this.unitOfWork.dataSource.manager, kind);
    return all.filter(({ scope }) => mayReadEdition(principal, editionScope(scope)));
  }

  /** @throws DomainError FORBIDDEN_EDITION, SCOPE_NOT_SCHEDULED, DUPLICATE_RECIPIENT */
  async replace(principal: Principal, kind: RecipientKind, list: ScopeRecipients): Promise<ScopeRecipients> {
    const { scope, recipients } = list;
    assertMayReadEdition(principal, editionScope(scope));
    assertDistinct(recipients.map(({ email }) => email.toLowerCase()));
    return this.unitOfWork.run(principal.subject, 'all', async (tx) => {
      const isOf = (one: ScopeRecipients): boolean => one.scope.level === scope.level && one.scope.code === scope.code;
      if (!(await recipientsOf(tx.manager, kind)).some(isOf)) throw notScheduled(kind, scope);
      await replaceRecipients(tx.manager, kind, list);
      const replaced = (await recipientsOf(tx.manager, kind)).find(isOf) ?? list;
      const details = { kind, ...scope, recipients: recipients.length };
      await tx.emit({ action: 'recipients-replaced', subject: `${kind} ${scope.code}`, details }, []);
      return replaced;
    });
  }
}

/** Schedules cover England and regions; a scope beneath would need its region looked up. */
function editionScope({ level, code }: ReportScope): EditionScope {
  return { level, code, region: null };
}

function assertDistinct(addresses: readonly string[]): void {
  const second = addresses.findIndex((address, place) => addresses.indexOf(address) < place);
  if (second !== -1) throw duplicateRecipient([addresses.indexOf(addresses[second] ?? '') + 1, second + 1]);
}
