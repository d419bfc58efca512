import { Injectable } from '@nestjs/common';
import { DIAGNOSTIC_TESTS, TestsOffered, dayNumber, londonDate } from '@cdc/contracts';
import { createCodeList, type CodeList, type Row } from '@cdc/feeds';
import { type FeedLoad, type FeedLoader, type LoadOutcome, type Submission } from '@cdc/intake';
import { Clock, UnitOfWork, event, type NewEvent, type Work } from '@cdc/platform';
import { CentreRepository } from '../centre/centre.repository.js';
import { compare, offerChanges, overlapFaults, type Offer, type PlacedOffer } from './offer.model.js';
import { offerDiff } from './offer-diff.js';
import { OfferRepository } from './offer.repository.js';

/** Takes the lists of tests that centres offer: whole for each centre that a file names, other centres untouched. */
@Injectable()
export class OfferLoader implements FeedLoader {
  readonly feed = 'offered-tests';

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async open(): Promise<FeedLoad> {
    const cdcs = createCodeList(
      await this.unitOfWork.read('all', (manager) => new CentreRepository(manager).codeEntries()),
    );
    const offers: PlacedOffer[] = [];
    return {
      context: { today: dayNumber(londonDate(this.clock.now())), codeLists: { cdcs } },
      onRow: (row) => void offers.push(offerOf(row)),
      faults: async () => overlapFaults(offers, namesIn(cdcs)),
      load: (tx, submission) => loadOffers(tx, submission, offers, cdcs),
      close: async () => void offers.splice(0),
    };
  }
}

function offerOf(row: Row): PlacedOffer {
  const column = (name: string): number => row.layout.columnIndex(name);
  return {
    rowNumber: row.rowNumber,
    cdcNumber: row.number(column('cdc_code')),
    testNumber: row.number(column('test')),
    from: row.value(column('from')) ?? '',
    to: row.value(column('to')),
  };
}

function namesIn(cdcs: CodeList) {
  return {
    centre: (cdcNumber: number) => cdcs.nameOf(cdcNumber) ?? cdcs.codeOf(cdcNumber) ?? '',
    test: (testNumber: number) => DIAGNOSTIC_TESTS[testNumber]?.name ?? '',
  };
}

async function loadOffers(
  tx: Work,
  submission: Submission,
  stated: readonly PlacedOffer[],
  cdcs: CodeList,
): Promise<LoadOutcome> {
  const named = [...new Set(stated.map(({ cdcNumber }) => cdcNumber))];
  await new CentreRepository(tx.manager).hold(named);
  const offers = new OfferRepository(tx.manager);
  const present = await offers.present(named);
  const { counts, changedCentres } = offerChanges(present, stated);
  const changed = stated.filter(({ cdcNumber }) => changedCentres.has(cdcNumber));
  if (changedCentres.size > 0) await offers.replace([...changedCentres], changed, submission.submissionNumber);
  const keyOf = ({ cdcNumber, testNumber, from }: Offer) => ({ cdc_code: cdcs.codeOf(cdcNumber) ?? '', test: DIAGNOSTIC_TESTS[testNumber]?.code ?? '', from });
  return {
    ...counts,
    ...offerDiff(present, stated, changedCentres, keyOf),
    events: [...changedCentres].map((cdcNumber) =>
      testsOffered(
        cdcs.codeOf(cdcNumber) ?? '',
        changed.filter((offer) => offer.cdcNumber === cdcNumber),
      ),
    ),
  };
}

function testsOffered(cdcCode: string, offers: readonly Offer[]): NewEvent {
  const sorted = [...offers].sort((one, other) => one.testNumber - other.testNumber || compare(one.from, other.from));
  return event(TestsOffered, cdcCode, {
    cdcCode,
    offers: sorted.map(({ testNumber, from, to }) => ({ test: DIAGNOSTIC_TESTS[testNumber]?.code ?? '', from, to })),
  });
}
