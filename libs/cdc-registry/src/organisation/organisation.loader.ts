import { Injectable } from '@nestjs/common';
import { OrganisationChanged, dayNumber, londonDate } from '@cdc/contracts';
import { organisationOf, type Row } from '@cdc/feeds';
import { type FeedLoad, type FeedLoader, type LoadOutcome, type Submission } from '@cdc/intake';
import { Clock, event, type NewEvent, type Work } from '@cdc/platform';
import { centreRegistered } from '../centre/centre-registered.js';
import { CentreRepository } from '../centre/centre.repository.js';
import { organisationDiff, type PlacedOrganisation } from './organisation-diff.js';
import { changesOf, type OrganisationFacts } from './organisation.model.js';
import { OrganisationRepository } from './organisation.repository.js';

/** Takes the published lists of trusts, sites and integrated care boards, in any order. */
@Injectable()
export class OrganisationLoader implements FeedLoader {
  readonly feed = 'organisations';

  constructor(private readonly clock: Clock) {}

  async open(): Promise<FeedLoad> {
    const rows: PlacedOrganisation[] = [];
    const today = londonDate(this.clock.now());
    return {
      context: { today: dayNumber(today), codeLists: {} },
      onRow: (row: Row) => void rows.push({ rowNumber: row.rowNumber, row: organisationOf(row) }),
      faults: async () => [],
      load: (tx, submission) => loadOrganisations(tx, submission, rows, today),
      close: async () => void rows.splice(0),
    };
  }
}

async function loadOrganisations(
  tx: Work,
  submission: Submission,
  placed: readonly PlacedOrganisation[],
  today: string,
): Promise<LoadOutcome> {
  const rows = placed.map(({ row }) => row);
  const organisations = new OrganisationRepository(tx.manager);
  await organisations.lock();
  const known = await organisations.byCodes(rows.map(({ code }) => code));
  const changes = changesOf(known, rows);
  await organisations.save(changes, today, submission.submissionNumber);

  const count = (what: 'new' | 'changed' | 'unchanged'): number =>
    changes.filter(({ change }) => change === what).length;
  const changed = changes.filter(({ change }) => change !== 'unchanged').map(({ facts }) => facts);
  // A centre belongs to the region of its ICB, so it follows when that one moves.
  const icbMoved = changed.some(({ kind, regionCode }) => kind === 'icb' && regionCode !== null);
  const moved = icbMoved ? await new CentreRepository(tx.manager).followRegions(submission.submissionNumber) : [];
  return {
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    ...organisationDiff(known, placed, changes),
    events: [...changed.flatMap(organisationChanged), ...moved.map(centreRegistered)],
  };
}

function organisationChanged(facts: OrganisationFacts): NewEvent[] {
  const { code, kind, name, onsCode, regionCode, icbCode, operatedBy, postcode, opened, closed } = facts;
  if (kind === 'country') return [];
  // Until the file with its name arrives, an organisation is called by its code.
  return [
    event(OrganisationChanged, code, {
      code,
      kind,
      name: name ?? code,
      onsCode,
      regionCode,
      icbCode,
      operatedBy,
      postcode,
      opened,
      closed,
    }),
  ];
}
