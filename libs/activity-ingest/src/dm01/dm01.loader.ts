import { Injectable } from '@nestjs/common';
import { Dm01Restated, ENGLAND, dayNumber, londonDate, testNumber, type EventData } from '@cdc/contracts';
import { dm01RowOf, type CheckContext, type CheckResult, type ErrorItem, type Row } from '@cdc/feeds';
import { type FeedLoad, type FeedLoader, type LoadOutcome, type LoadRequest, type Submission } from '@cdc/intake';
import { Clock, event, type NewEvent, type Work } from '@cdc/platform';
import { addDm01, compareMonth, lockMonth, providersOf, type NumberedDm01Row, type StatedProvider } from './dm01.repository.js';

type ProviderMonth = EventData<typeof Dm01Restated>;

/** Takes the published DM01 provider workbook. A file states a whole month: a provider that it leaves out is withdrawn from that month. */
@Injectable()
export class Dm01Loader implements FeedLoader {
  readonly feed = 'dm01-monthly';

  constructor(private readonly clock: Clock) {}

  open(request: LoadRequest): Promise<FeedLoad> {
    return Promise.resolve(new Dm01Load(request, { today: dayNumber(londonDate(this.clock.now())), codeLists: {} }));
  }
}

class Dm01Load implements FeedLoad {
  private readonly rows: NumberedDm01Row[] = [];

  constructor(
    private readonly request: LoadRequest,
    readonly context: CheckContext,
  ) {}

  onRow(row: Row): void {
    const dm01 = dm01RowOf(row);
    this.rows.push({ ...dm01, testNumber: testNumber(dm01.test) ?? -1, rowNumber: row.rowNumber });
  }

  faults(): Promise<readonly ErrorItem[]> {
    return Promise.resolve([]);
  }

  async load(tx: Work, submission: Submission, result: CheckResult): Promise<LoadOutcome> {
    const { month } = result.meta;
    if (month === undefined) throw new TypeError(`${submission.submissionId}: an accepted DM01 file names no month`);
    await lockMonth(tx.manager, month);
    const before = await providersOf(tx.manager, month);
    await addDm01(tx.manager, this.request.submissionNumber, month, this.rows);
    const changes = await compareMonth(tx.manager, month, this.request.submissionNumber);
    const stated = new Set(this.rows.map(({ providerCode }) => providerCode));
    const isWithdrawn = before.some(({ providerCode }) => !stated.has(providerCode));
    const isChanged = before.length > 0 && (changes.new + changes.changed > 0 || isWithdrawn);
    return { ...changes, events: this.events(submission.submissionId, month, before), periods: [{ unit: ENGLAND.code, regionCode: null, period: month, isChanged }] };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private events(submissionId: string, month: string, before: readonly StatedProvider[]): NewEvent[] {
    const providers = new Map<string, ProviderMonth>();
    for (const row of this.rows) {
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
