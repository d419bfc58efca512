import { Injectable } from '@nestjs/common';
import { isoDate, regionName } from '@cdc/contracts';
import { ledgerRowOf, type CheckContext, type ErrorItem, type LedgerRow, type Row } from '@cdc/feeds';
import { statedCells, type FeedLoad, type FeedLoader, type LoadOutcome, type LoadRequest, type Submission } from '@cdc/intake';
import { type Work } from '@cdc/platform';
import { SpendDirectory, type DirectorySnapshot } from '../directory/spend-directory.js';
import { ledgerDiff } from './ledger-diff.js';
import { lineCounts, saysTheSame } from './ledger-lines.model.js';
import { ledgerStatement } from './ledger-statement.model.js';
import { LedgerRepository } from './ledger.repository.js';
import { identified } from './line-fingerprints.js';
import { spendPosted } from './spend-posted.js';

/** Takes a ledger. A file states the whole of one entity and month, and takes the place of what was posted for them before. */
@Injectable()
export class LedgerLoader implements FeedLoader {
  readonly feed = 'ledger';

  constructor(private readonly directory: SpendDirectory) {}

  async open(request: LoadRequest): Promise<FeedLoad> {
    return new LedgerLoad(request, await this.directory.snapshot());
  }
}

class LedgerLoad implements FeedLoad {
  readonly context: CheckContext;
  private readonly rows: LedgerRow[] = [];

  constructor(
    private readonly request: LoadRequest,
    private readonly known: DirectorySnapshot,
  ) {
    this.context = known.context;
  }

  onRow(row: Row): void {
    this.rows.push(ledgerRowOf(row));
  }

  faults(): Promise<readonly ErrorItem[]> {
    return Promise.resolve(this.statement().faults);
  }

  async load(tx: Work, { submissionId, submissionNumber }: Submission): Promise<LoadOutcome> {
    const { entity, period } = this.statement();
    if (!entity || period === null) throw new TypeError(`${submissionId}: an accepted ledger names no entity or no month`);
    const ledger = new LedgerRepository(tx.manager, entity.code, period);
    await ledger.lock();
    const before = await ledger.present();
    const lines = identified(this.rows);
    const counts = lineCounts(before, lines);
    const isSame = saysTheSame(before, counts);
    const regionCode = regionName(entity.code) === undefined ? null : entity.code;
    const outcome = {
      ...counts,
      periods: [{ unit: entity.code, regionCode, period, isChanged: before.length > 0 && !isSame }],
      diff: ledgerDiff(before, lines),
      statement: { cells: statedCells([`${entity.code} ${period}`], before.length === 0 ? 'new' : isSame ? 'unchanged' : 'changed') },
    };
    if (isSame) return { ...outcome, events: [] };
    const held = { entityName: entity.name, submissionId, submissionNumber, postedOn: isoDate(this.context.today) };
    await ledger.add(submissionNumber, lines);
    await ledger.hold(held);
    return { ...outcome, events: [await spendPosted(ledger, { entityCode: entity.code, period: `${period}-01`, ...held })] };
  }

  close(): Promise<void> {
    this.rows.length = 0;
    return Promise.resolve();
  }

  private statement() {
    return ledgerStatement(this.rows, this.request.parameters, this.known.entities);
  }
}
