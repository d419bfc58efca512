import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { dayNumber, londonDate } from '@cdc/contracts';
import { cdcRegisterRowOf, type Row } from '@cdc/feeds';
import { type FeedLoad, type FeedLoader, type LoadOutcome, type Submission } from '@cdc/intake';
import { Clock, UnitOfWork, type Work } from '@cdc/platform';
import { OrganisationRepository } from '../organisation/organisation.repository.js';
import { centreRegistered } from './centre-registered.js';
import { CentreRepository } from './centre.repository.js';
import { registerDiff } from './register-diff.js';
import { registerCentres } from './register.model.js';
import { registerFaults, type PlacedRow } from './register-faults.model.js';

/** Takes the register of centres: our own template, or the published list that has no codes. */
@Injectable()
export class CentreLoader implements FeedLoader {
  readonly feed = 'cdc-register';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async open(): Promise<FeedLoad> {
    const rows: PlacedRow[] = [];
    return {
      context: { today: dayNumber(londonDate(this.clock.now())), codeLists: {} },
      onRow: (row: Row) => void rows.push({ rowNumber: row.rowNumber, row: cdcRegisterRowOf(row) }),
      faults: async () => {
        const icbs = await this.unitOfWork.read('all', (manager) => new OrganisationRepository(manager).ofKind('icb'));
        return registerFaults(rows, [...icbs.values()]);
      },
      load: (tx, submission) => loadRegister(tx, submission, rows),
      close: async () => void rows.splice(0),
    };
  }
}

async function loadRegister(tx: Work, submission: Submission, placed: readonly PlacedRow[]): Promise<LoadOutcome> {
  const centres = new CentreRepository(tx.manager);
  await centres.lock();
  const known = await centres.all();
  const registered = registerCentres({
    rows: placed.map(({ row }) => row),
    known,
    sites: await centres.sites(),
    icbs: [...(await new OrganisationRepository(tx.manager).ofKind('icb')).values()],
    hash: shortHash,
  });
  await centres.save(registered.changed, submission.submissionNumber);
  if (registered.reviews) await centres.replaceReviews(registered.reviews, submission.submissionNumber);
  const { changed, after, counts } = registered;
  return { ...counts, events: changed.map(centreRegistered), ...registerDiff(known, placed, after) };
}

/** Eight hexadecimal digits: enough to tell a few hundred centres apart, and the unique code would refuse the rest. */
function shortHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 8).toUpperCase();
}
