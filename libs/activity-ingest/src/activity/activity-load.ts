import { ActivityRestated, DIAGNOSTIC_TESTS, isoDate, serviceRow } from '@cdc/contracts';
import { type CheckContext, type ErrorItem, type Layout, type Row } from '@cdc/feeds';
import { MAX_CHANGES_KEPT, NO_DIFF, type CellChange, type FeedLoad, type LoadOutcome, type LoadRequest, type StatedPeriod, type Submission } from '@cdc/intake';
import { LOCK_CLASS, event, type NewEvent, type Work } from '@cdc/platform';
import { type CentreSnapshot } from '../centre/centre-directory.js';
import { ActivityQuestions } from './activity-questions.js';
import { addComments, countInScope, countShared, coverPeriods, type CentrePeriod, type FactComment } from './activity-fact.repository.js';
import { MEASURES, changedCells, type ChangedCell } from './changed-cells.repository.js';
import { FactCopies } from './fact-copies.js';
import { type Grain } from './grain.model.js';
import { meanwhile } from './meanwhile.js';
import { type Fact } from './packed-facts.js';
import { keepPeriodTotals } from './period-total.repository.js';
import { statedPeriods } from './stated-periods.js';
import { TotalsByPeriod } from './period-totals.model.js';

/** Places of the columns in the layout, looked up once a file; -1 for one that a published layout lacks, which no row states. */
interface Places {
  readonly cdcCode: number;
  readonly period: number;
  readonly test: number;
  readonly delivered: number;
  readonly didNotAttend: number;
  readonly cancelled: number;
  readonly planned: number;
  readonly comment: number;
}

/** One activity file: its facts go to the server and its totals are added up while it is checked; then one event a centre. */
export class ActivityLoad implements FeedLoad {
  readonly context: CheckContext;
  private readonly totals: TotalsByPeriod;
  private readonly comments: FactComment[] = [];
  private readonly regionNumbers = new Map<number, number>();
  private readonly fact: Fact = { rowNumber: 0, regionNumber: 0, cdcNumber: 0, testNumber: 0, period: 0, delivered: 0, didNotAttend: 0, cancelled: 0, planned: 0 };
  private places: Places | undefined;
  private copies: FactCopies | undefined;
  private rows = 0;

  constructor(
    private readonly grain: Grain,
    private readonly request: LoadRequest,
    private readonly centres: CentreSnapshot,
  ) {
    this.context = centres.context;
    this.totals = new TotalsByPeriod(grain);
    for (const [number, centre] of centres.byNumber) this.regionNumbers.set(number, regionNumber(centre.regionCode));
  }

  async begin(tx: Work): Promise<void> {
    this.copies = new FactCopies(await tx.connection(), this.request.submissionNumber, this.grain.number);
  }

  onRow(row: Row): void {
    const places = (this.places ??= placesOf(row.layout, this.grain.periodColumn));
    const { fact } = this;
    fact.rowNumber = row.rowNumber;
    fact.cdcNumber = row.number(places.cdcCode);
    fact.regionNumber = this.regionNumbers.get(fact.cdcNumber) ?? 0;
    fact.testNumber = row.number(places.test);
    fact.period = row.number(places.period);
    fact.delivered = row.number(places.delivered);
    fact.didNotAttend = row.number(places.didNotAttend);
    fact.cancelled = row.number(places.cancelled);
    fact.planned = row.number(places.planned);
    this.copies?.add(fact);
    this.totals.addRow(fact.cdcNumber, fact.period, fact.testNumber, fact.delivered, fact.didNotAttend, fact.cancelled);
    const comment = row.text(places.comment);
    if (comment !== null) this.comments.push({ rowNumber: row.rowNumber, comment });
    this.rows++;
  }

  async settle(): Promise<void> {
    await this.copies?.settle();
  }

  async abandon(): Promise<void> {
    await this.copies?.abandon();
    this.copies?.close();
    this.copies = undefined;
  }

  async finish(): Promise<void> {
    const copied = await this.copies?.finish();
    if (copied !== this.rows) throw new Error(`${this.request.submissionId}: ${this.rows} rows were read but ${copied} were stored`);
  }

  faults(): Promise<readonly ErrorItem[]> {
    return Promise.resolve([]);
  }

  async load(tx: Work, submission: Submission): Promise<LoadOutcome> {
    await this.lockRegions(tx);
    const { cdcNumbers } = this.totals;
    const inScope = await countInScope(tx.manager, cdcNumbers);
    if (inScope !== cdcNumbers.length) throw new Error(`${submission.submissionId}: ${cdcNumbers.length} centres were read but ${inScope} are in the sender's scope`);
    await addComments(tx.manager, this.request.submissionNumber, this.comments);
    const questions = new ActivityQuestions(this.grain, this.totals, this.centres);
    const restated = await this.mergeWithEarlier(tx);
    const [, events] = await meanwhile(questions.read(tx.manager), () => tx.prepare(this.events(submission.submissionId)));
    const [, warnings] = await meanwhile(keepPeriodTotals(tx.manager, this.grain, this.totals), () => questions.ask());
    return { ...restated, events, warnings };
  }

  close(): Promise<void> {
    this.copies?.close();
    return Promise.resolve();
  }

  /** Files that may touch the same cells load one after the other, so that each one's totals count all before it. */
  private async lockRegions(tx: Work): Promise<void> {
    const regions = [...new Set(this.totals.cdcNumbers.map((cdcNumber) => this.regionNumbers.get(cdcNumber) ?? 0))].sort((a, b) => a - b);
    const keys = regions.map((region) => serviceRow('activity-ingest').number * 1_000 + region);
    // Taken in this order, as everybody takes them, so that no two wait for each other.
    await tx.manager.query('select pg_advisory_xact_lock($1, key) from unnest($2::int[]) as key', [LOCK_CLASS.submissionCells, keys]);
  }

  /** Where a period held facts before, its totals are counted anew over all files; elsewhere the file's own are whole. */
  private async mergeWithEarlier(tx: Work): Promise<Pick<LoadOutcome, 'new' | 'changed' | 'unchanged' | 'diff' | 'statement' | 'periods'>> {
    const { totals, grain } = this;
    const covered = await coverPeriods(tx.manager, grain, totals);
    const shared = totals.overlapping(covered);
    const statement = { live: this.rows, places: () => this.centrePeriods() };
    if (shared.length === 0) return { new: this.rows, changed: 0, unchanged: 0, diff: NO_DIFF, statement: { ...statement, replaced: [] }, periods: this.periods([]) };
    const counted = await countShared(tx.manager, grain.number, this.request.submissionNumber, shared);
    for (const cell of counted.totals) {
      totals.setTotal(cell.kind, cell.cdcNumber, cell.period, cell.testNumber, [cell.delivered, cell.didNotAttend ?? -1, cell.cancelled ?? -1, cell.days]);
    }
    const { changes, replaced } = counted;
    const cells = await changedCells(tx.manager, grain.number, this.request.submissionNumber, counted.changed, MAX_CHANGES_KEPT);
    const elsewhere = this.rows - changes.new - changes.changed - changes.unchanged;
    const diff = { changes: cells.flatMap((cell) => this.changesOf(cell)), dropped: 0 };
    return { ...changes, new: changes.new + elsewhere, diff, statement: { ...statement, replaced }, periods: this.periods(counted.changedPeriods) };
  }

  private periods(changed: readonly CentrePeriod[]): readonly StatedPeriod[] {
    return statedPeriods(this.grain, this.totals, (cdcNumber) => this.centres.byNumber.get(cdcNumber)?.regionCode ?? '', changed);
  }

  private changesOf({ row, cdcNumber, testNumber, period, before, after }: ChangedCell): CellChange[] {
    const key = {
      cdc_code: this.centres.byNumber.get(cdcNumber)?.cdcCode ?? '',
      [this.grain.periodColumn]: this.grain.grain === 'monthly' ? period.slice(0, 7) : period,
      test: DIAGNOSTIC_TESTS[testNumber]?.code ?? '',
    };
    return MEASURES.flatMap((column, at) => {
      const [old, now] = [before[at] ?? null, after[at] ?? null];
      return old === now ? [] : [{ kind: 'changed' as const, row, key, column, old, new: now }];
    });
  }

  /** Each centre and period that the file states. */
  private centrePeriods(): string[] {
    return this.totals.cdcNumbers.flatMap((cdcNumber) => {
      const cdcCode = this.centres.byNumber.get(cdcNumber)?.cdcCode ?? '';
      return this.totals.statedPeriods(cdcNumber).map((period) => `${cdcCode} ${isoDate(period)}`);
    });
  }

  private events(submissionId: string): NewEvent[] {
    return this.totals.cdcNumbers.map((cdcNumber) => {
      const cdcCode = this.centres.byNumber.get(cdcNumber)?.cdcCode ?? '';
      return event(ActivityRestated, cdcCode, { cdcCode, submissionId, periods: this.totals.totalsOf(cdcNumber) });
    });
  }
}

/** `Y60` as 60: row-level security compares it. */
function regionNumber(regionCode: string): number {
  return Number(regionCode.slice(1));
}

function placesOf(layout: Layout, periodColumn: string): Places {
  const optional = (name: string): number => layout.columns.findIndex((column) => column.name === name);
  return {
    cdcCode: layout.columnIndex('cdc_code'),
    period: layout.columnIndex(periodColumn),
    test: layout.columnIndex('test'),
    delivered: layout.columnIndex('delivered'),
    didNotAttend: optional('did_not_attend'),
    cancelled: optional('cancelled'),
    planned: optional('planned'),
    comment: optional('comment'),
  };
}
