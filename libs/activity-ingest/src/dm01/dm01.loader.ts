import { Injectable } from '@nestjs/common';
import { DIAGNOSTIC_TESTS, Dm01Restated, ENGLAND, dayNumber, londonDate, type EventData } from '@cdc/contracts';
import { dm01RowOf, type CheckContext, type CheckResult, type ErrorItem, type Row } from '@cdc/feeds';
import { MAX_CHANGES_KEPT, droppedCell, statedCells, type CellChange, type FeedLoad, type FeedLoader, type LoadOutcome, type LoadRequest, type Submission } from '@cdc/intake';
import { Clock, event, type NewEvent, type Work } from '@cdc/platform';
import { MEASURES, addDm01, compareMonth, differencesInMonth, lockMonth, providersOf, type Dm01Difference, type StatedProvider } from './dm01.repository.js';
import { ProviderTests } from './provider-tests.model.js';

type ProviderMonth = EventData<typeof Dm01Restated>;

/** Takes the published DM01 provider workbook or the full extract. A file states a whole month: a provider that it leaves out is withdrawn from that month. */
@Injectable()
export class Dm01Loader implements FeedLoader {
  readonly feed = 'dm01-monthly';

  constructor(private readonly clock: Clock) {}

  open(request: LoadRequest): Promise<FeedLoad> {
    return Promise.resolve(new Dm01Load(request, { today: dayNumber(londonDate(this.clock.now())), codeLists: {} }));
  }
}

class Dm01Load implements FeedLoad {
  private readonly stated = new ProviderTests();

  constructor(
    private readonly request: LoadRequest,
    readonly context: CheckContext,
  ) {}

  onRow(row: Row): void {
    this.stated.add(dm01RowOf(row), row.rowNumber);
  }

  faults(): Promise<readonly ErrorItem[]> {
    return Promise.resolve([]);
  }

  async load(tx: Work, submission: Submission, result: CheckResult): Promise<LoadOutcome> {
    const { month } = result.meta;
    if (month === undefined) throw new TypeError(`${submission.submissionId}: an accepted DM01 file names no month`);
    await lockMonth(tx.manager, month);
    const before = await providersOf(tx.manager, month);
    await addDm01(tx.manager, this.request.submissionNumber, month, this.stated.rows);
    const changes = await compareMonth(tx.manager, month, this.request.submissionNumber);
    const { differences, dropped } = await differencesInMonth(tx.manager, month, this.request.submissionNumber, MAX_CHANGES_KEPT);
    const standing = before.length === 0 ? 'new' : changes.new + changes.changed + dropped > 0 ? 'changed' : 'unchanged';
    return {
      ...changes,
      diff: { changes: differences.flatMap(changesOf).slice(0, MAX_CHANGES_KEPT), dropped },
      statement: { cells: statedCells([month], standing) },
      periods: [{ unit: ENGLAND.code, regionCode: null, period: month, isChanged: standing === 'changed' }],
      events: this.events(submission.submissionId, month, before),
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private events(submissionId: string, month: string, before: readonly StatedProvider[]): NewEvent[] {
    const providers = new Map<string, ProviderMonth>();
    for (const row of this.stated.rows) {
      const { providerCode, providerName, regionCode, test, waitingList, over6Weeks, over13Weeks, waitingListActivity, plannedActivity, unscheduledActivity } = row;
      const provider = providers.get(providerCode) ?? { month, providerCode, providerName, regionCode, submissionId, tests: [] };
      provider.tests.push({ test, waitingList, over6Weeks, over13Weeks, waitingListActivity, plannedActivity, unscheduledActivity });
      providers.set(providerCode, provider);
    }
    for (const { providerCode, name: providerName, regionCode } of before) {
      if (!providers.has(providerCode)) providers.set(providerCode, { month, providerCode, providerName, regionCode, submissionId, tests: [] });
    }
    return [...providers.values()].map((provider) => event(Dm01Restated, provider.providerCode, provider));
  }
}

function changesOf({ row, providerCode, testNumber: number, before, own }: Dm01Difference): CellChange[] {
  const key = { provider_code: providerCode, test: DIAGNOSTIC_TESTS[number]?.code ?? '' };
  if (own === null) return [droppedCell(key, MEASURES[0], before[0] ?? null)];
  return MEASURES.flatMap((column, at) => {
    const [old, now] = [before[at] ?? null, own[at] ?? null];
    return old === now ? [] : [{ kind: 'changed' as const, row, key, column, old, new: now }];
  });
}
