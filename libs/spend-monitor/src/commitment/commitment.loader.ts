import { Injectable } from '@nestjs/common';
import { CommitmentStated } from '@cdc/contracts';
import { type Row } from '@cdc/feeds';
import { compareList, pounds, type FeedLoad, type FeedLoader, type LoadOutcome, type Submission } from '@cdc/intake';
import { event, type Work } from '@cdc/platform';
import { SpendDirectory } from '../directory/spend-directory.js';
import { spendKindOf } from '../spend-kind.js';
import { CommitmentRepository, type CommitmentValue } from './commitment.repository.js';

/** Takes purchase orders. A later file supersedes the orders that it states; one that it leaves out stays. */
@Injectable()
export class CommitmentLoader implements FeedLoader {
  readonly feed = 'commitments';

  constructor(private readonly directory: SpendDirectory) {}

  async open(): Promise<FeedLoad> {
    const { context } = await this.directory.snapshot();
    const stated: PlacedCommitment[] = [];
    return {
      context,
      onRow: (row) => void stated.push({ row: row.rowNumber, value: commitmentOf(row) }),
      faults: async () => [],
      load: (tx, submission) => loadCommitments(tx, submission, stated),
      close: async () => void stated.splice(0),
    };
  }
}

/** An order with the row that states it. */
interface PlacedCommitment {
  readonly row: number;
  readonly value: CommitmentValue;
}

const COLUMNS = { contractReference: 'contract_reference', orgCode: 'org_code', kind: 'kind', line: 'line', ordered: 'ordered', receipted: 'receipted', invoiced: 'invoiced' } as const;

function commitmentOf(row: Row): CommitmentValue {
  const column = (name: string): number => row.layout.columnIndex(name);
  const text = (name: string): string => row.value(column(name)) ?? '';
  return {
    poReference: text('po_reference'),
    contractReference: row.value(column('contract_reference')),
    orgCode: text('org_code'),
    kind: spendKindOf(row),
    line: text('line'),
    orderedPence: row.number(column('ordered')),
    receiptedPence: row.number(column('receipted')),
    invoicedPence: row.number(column('invoiced')),
  };
}

async function loadCommitments(tx: Work, { submissionNumber }: Submission, placed: readonly PlacedCommitment[]): Promise<LoadOutcome> {
  const stated = placed.map(({ value }) => value);
  const commitments = new CommitmentRepository(tx.manager);
  await commitments.lock();
  const before = new Map((await commitments.present(stated.map(({ poReference }) => poReference))).map((one) => [one.poReference, one]));
  const different = stated.filter((one) => !isSame(one, before.get(one.poReference)));
  if (different.length > 0) await commitments.add(different, submissionNumber);
  const added = different.filter(({ poReference }) => !before.has(poReference)).length;
  return {
    new: added,
    changed: different.length - added,
    unchanged: stated.length - different.length,
    events: different.map((one) => event(CommitmentStated, one.poReference, one)),
    ...compareList(
      new Map([...before].map(([name, value]) => [name, shown(value)])),
      placed.map(({ row, value }) => ({ name: value.poReference, place: { row, key: { po_reference: value.poReference } }, facts: shown(value) })),
      COLUMNS,
    ),
  };
}

/** Money as the file writes it. */
function shown({ orderedPence, receiptedPence, invoicedPence, ...order }: CommitmentValue) {
  return { ...order, ordered: pounds(orderedPence), receipted: pounds(receiptedPence), invoiced: pounds(invoicedPence) };
}

function isSame(one: CommitmentValue, other: CommitmentValue | undefined): boolean {
  return other !== undefined && (Object.keys(one) as (keyof CommitmentValue)[]).every((field) => one[field] === other[field]);
}
