import { Injectable } from '@nestjs/common';
import { EstateStated } from '@cdc/contracts';
import { ABSENT, type Layout, type Row } from '@cdc/feeds';
import { type FeedLoad, type FeedLoader, type LoadOutcome, type LoadRequest, type Submission } from '@cdc/intake';
import { event, type Work } from '@cdc/platform';
import { EquipmentDirectory } from '../directory/equipment-directory.js';
import { holdEquipment } from '../equipment-lock.js';
import { estateDiff } from './estate-diff.js';
import { estateChanges, estateFaults, type StatedEstate } from './estate.model.js';
import { EstateRepository } from './estate.repository.js';

/** Takes the estate of trusts, sites and centres: whole for each organisation that a file names, others untouched. */
@Injectable()
export class EstateLoader implements FeedLoader {
  readonly feed = 'estate';

  constructor(private readonly directory: EquipmentDirectory) {}

  async open(request: LoadRequest): Promise<FeedLoad> {
    const rows: StatedEstate[] = [];
    let rowOf: ((row: Row) => StatedEstate) | null = null;
    return {
      context: await this.directory.organisations(request.regions, ['cdc', 'trust', 'site']),
      onRow: (row) => {
        rowOf ??= estateReader(row.layout);
        rows.push(rowOf(row));
      },
      faults: async () => estateFaults(rows),
      load: (tx, submission) => loadEstate(tx, submission, rows),
      close: async () => void rows.splice(0),
    };
  }
}

async function loadEstate(tx: Work, submission: Submission, rows: readonly StatedEstate[]): Promise<LoadOutcome> {
  await holdEquipment(tx.manager);
  const estates = new EstateRepository(tx.manager);
  const known = await estates.ofOrganisations(rows.map(({ orgCode }) => orgCode));
  const changes = estateChanges(known, rows);
  const { counts, changed } = changes;
  await estates.replace(changed, submission.submissionNumber);
  return { ...counts, events: changed.map((facts) => event(EstateStated, facts.orgCode, facts)), ...estateDiff(known, rows, changes) };
}

function estateReader(layout: Layout): (row: Row) => StatedEstate {
  const column = (name: string): number => layout.columnIndex(name);
  const [orgCode, acute, ctScanners] = [column('org_code'), column('acute'), column('ct_scanners')];
  const [jagStatus, jagExpires] = [column('jag_status'), column('jag_expires')];
  const [scheme, status, expires] = [column('scheme'), column('status'), column('expires')];
  return (row) => ({
    rowNumber: row.rowNumber,
    orgCode: row.value(orgCode) ?? '',
    acute: row.value(acute) === null ? null : row.value(acute) === 'yes',
    ctScanners: row.number(ctScanners) === ABSENT ? null : row.number(ctScanners),
    jagStatus: row.value(jagStatus),
    jagExpires: row.value(jagExpires),
    scheme: row.value(scheme),
    status: row.value(status),
    expires: row.value(expires),
  });
}
