import { Injectable } from '@nestjs/common';
import { type Principal } from '@cdc/access';
import { isMatchedSpend, type BudgetLine, type SpendKind } from '@cdc/contracts';
import { type CodeList } from '@cdc/feeds';
import { Clock, UnitOfWork, type Work } from '@cdc/platform';
import { SpendDirectory } from '../directory/spend-directory.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { spendPosted } from '../ledger/spend-posted.js';
import { LedgerMatch } from './ledger-match.entity.js';
import { centreNeeded, lineStated, unknownLedgerLine, unknownSite } from './match.errors.js';
import { LINE_COLUMNS, lineView, type LedgerLineView, type LineRow } from './unmatched.read-model.js';

/** What a person says of a line. The three fields count whole: a centre left out is none. */
export interface StatedMatch {
  readonly cdcCode: string | null;
  readonly kind: SpendKind;
  readonly line: BudgetLine;
  readonly reason: string;
}

type PresentLine = LineRow & { readonly fingerprint: string; readonly occurrence: number; readonly isStated: boolean };

/** Says where lines belong that their ledger leaves open. */
@Injectable()
export class MatchService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly directory: SpendDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps the match with who, when and why, and publishes the ledger anew. The same match again changes nothing.
   * @throws DomainError CENTRE_NEEDED, UNKNOWN_SITE, UNKNOWN_LEDGER_LINE or LINE_STATED
   */
  async match(principal: Principal, id: string, stated: StatedMatch): Promise<LedgerLineView> {
    const { context } = await this.directory.snapshot();
    const match = { ...stated, cdcCode: stated.cdcCode === null ? null : registered(stated.cdcCode, context.codeLists.cdcs) };
    if (!isMatchedSpend(match)) throw centreNeeded(match.line);
    return this.unitOfWork.run(principal.subject, 'all', async (tx) => {
      // Found once to know which ledger to lock, and again under the lock: a later file may have taken its place meanwhile.
      const { entity, period } = await presentLine(tx, id);
      const ledger = new LedgerRepository(tx.manager, entity, period);
      await ledger.lock();
      const line = await presentLine(tx, id);
      if (line.isStated) throw lineStated(id);
      const { cdcCode, kind, line: budget, reason } = match;
      if (line.kind === kind && line.line === budget && line.cdcCode === cdcCode) return viewOf(line);
      await tx.manager.insert(LedgerMatch, {
        entityCode: entity,
        period: `${period}-01`,
        fingerprint: line.fingerprint,
        occurrence: line.occurrence,
        cdcCode,
        kind,
        line: budget,
        reason,
        matchedBy: principal.subject,
        matchedAt: this.clock.now(),
      });
      const held = await ledger.month();
      if (!held) throw unknownLedgerLine(id);
      const events = [await spendPosted(ledger, held)];
      await tx.emit({ action: 'ledger-line-matched', subject: id, details: { entity, period, cdcCode, kind, line: budget, reason } }, events);
      return viewOf({ ...line, cdcCode, kind, line: budget });
    });
  }
}

function registered(cdcCode: string, cdcs: CodeList | undefined): string {
  const code = cdcs?.codeOf(cdcs.findText(cdcCode));
  if (code === undefined) throw unknownSite(cdcCode, cdcs?.suggest(cdcCode) ?? null);
  return code;
}

async function presentLine(tx: Work, id: string): Promise<PresentLine> {
  const rows: PresentLine[] = await tx.manager.query(
    `select ${LINE_COLUMNS}, fingerprint, occurrence, is_stated as "isStated" from ledger_present where ledger_line_id = $1`,
    [id],
  );
  if (!rows[0]) throw unknownLedgerLine(id);
  return rows[0];
}

function viewOf({ fingerprint: _fingerprint, occurrence: _occurrence, isStated: _isStated, ...row }: PresentLine): LedgerLineView {
  return lineView(row);
}
