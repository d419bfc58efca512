import { type FeedName } from '@cdc/contracts';
import { feedByName, openCheck, type ErrorItem } from '@cdc/feeds';
import { NO_PARAMETERS, Submission, type FeedLoader, type LoadOutcome } from '@cdc/intake';
import { ServiceUnderTest, startServiceDatabase, type ServiceDatabase } from '@cdc/platform/under-test';
import { cdcRegistry } from './cdc-registry.module.js';
import { CentreLoader } from './centre/centre.loader.js';
import { OfferLoader } from './offer/offer.loader.js';
import { OpeningPlanLoader } from './opening/opening-plan.loader.js';
import { OrganisationLoader } from './organisation/organisation.loader.js';
import { ActivityPlanLoader } from './plan/activity-plan.loader.js';
import { SpendPlanLoader } from './plan/spend-plan.loader.js';

/** What became of a file. `outcome` is null when it was rejected: then `errors` says why. */
export interface Sent {
  readonly errors: readonly ErrorItem[];
  readonly outcome: LoadOutcome | null;
  /** How many SQL statements the check and the load took. */
  readonly statements: number;
}

/** The registry's loaders on a database of their own, for specs: a file goes through the check and the load that a submission goes through. */
export class RegistryUnderTest extends ServiceUnderTest {
  private readonly loaders: readonly FeedLoader[];

  private constructor(database: ServiceDatabase) {
    super(database, '2024-08-01T07:00:00Z');
    this.loaders = [
      new OrganisationLoader(this.clock),
      new CentreLoader(this.unitOfWork, this.clock),
      new OfferLoader(this.unitOfWork, this.clock),
      new ActivityPlanLoader(this.unitOfWork, this.clock),
      new SpendPlanLoader(this.unitOfWork, this.clock),
      new OpeningPlanLoader(this.unitOfWork, this.clock),
    ];
  }

  static async start(): Promise<RegistryUnderTest> {
    return new RegistryUnderTest(await startServiceDatabase(cdcRegistry));
  }

  async send(feed: FeedName, file: string | Uint8Array): Promise<Sent> {
    const loader = this.loaders.find((one) => one.feed === feed);
    if (!loader) throw new TypeError(`no loader for ${feed}`);
    const submission = await this.received(feed);
    const before = this.counter.count;
    const load = await loader.open({
      submissionId: submission.submissionId,
      submissionNumber: submission.submissionNumber,
      feed,
      regions: 'all',
      parameters: NO_PARAMETERS,
    });
    const check = openCheck(feedByName(feed), {
      fileName: 'file.csv',
      context: load.context,
      onRow: (row) => load.onRow(row),
    });
    check.push(typeof file === 'string' ? new TextEncoder().encode(file) : file);
    const result = await check.end();
    const errors = [
      ...result.errors.filter(({ severity }) => severity === 'error'),
      ...(result.counts.errors === 0 ? await load.faults(result) : []),
    ];
    const outcome =
      errors.length > 0
        ? null
        : await this.unitOfWork.run('tester', 'all', async (tx) => {
            const loaded = await load.load(tx, submission, result);
            await tx.emit({ action: 'submission-accepted', subject: submission.submissionId }, loaded.events);
            return loaded;
          });
    await load.close();
    return { errors, outcome, statements: this.counter.count - before };
  }

  private async received(feed: FeedName): Promise<Submission> {
    const id = `reg-test-${Math.random().toString(36).slice(2)}`;
    await this.dataSource.query(
      `insert into submission (submission_id, feed, status, file_name, sha256, bytes, submitted_by, submitted_at)
       values ($1, $2, 'checking', 'file.csv', $1, 0, 'tester', $3)`,
      [id, feed, this.clock.now()],
    );
    return this.dataSource.manager.findOneByOrFail(Submission, { submissionId: id });
  }
}
