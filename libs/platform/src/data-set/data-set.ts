import { type PlatformPool } from '../database/platform-pool.js';
import { SYNTHETIC_LABEL, type DataSetName } from './data-set-name.js';
import { NOTHING_TO_LOAD, type Progress, type Step } from './progress.model.js';

const MOST_PROBLEM = 500;

/** Which data set the platform holds: the demonstration or live. Every process of the platform reads the same progress. */
export class DataSet {
  readonly isSynthetic: boolean;
  /** What every page, report and mail says of this data set; null for a live one. */
  readonly label: string | null;
  private loaded: Progress | undefined;
  private watcher: (progress: Progress) => void = () => undefined;

  constructor(
    name: DataSetName,
    private readonly pool: PlatformPool,
  ) {
    this.isSynthetic = name === 'demonstration';
    this.label = this.isSynthetic ? SYNTHETIC_LABEL : null;
  }

  async progress(): Promise<Progress> {
    if (!this.isSynthetic) return NOTHING_TO_LOAD;
    if (this.loaded) return this.loaded;
    const { rows } = await this.pool.query<Progress>('select state, step, done, total, problem from platform.data_set');
    const progress = rows[0] ?? NOTHING_TO_LOAD;
    // Nothing is loaded after that, so it need not be asked again.
    if (progress.state === 'loaded') this.loaded = progress;
    return progress;
  }

  /** Notes what the loader does now: `done` of `total` steps, both whole numbers. After a failure this means that loading goes on. */
  async report({ step, done, total }: Step): Promise<void> {
    await this.note("state = 'loading', step = $1, done = $2, total = $3, problem = null", [step, done, total]);
    this.watcher({ state: 'loading', step, done, total, problem: null });
  }

  /** Notes that loading goes on after a failure or a stop, where it was. */
  async resume(): Promise<void> {
    await this.note("state = 'loading', problem = null", []);
  }

  /** Notes that everything is loaded, for ever. */
  async finish(): Promise<void> {
    await this.note("state = 'loaded', done = total, problem = null", []);
  }

  /** @param problem why loading stopped, in plain English */
  async fail(problem: string): Promise<void> {
    await this.note("state = 'failed', problem = $1", [problem.slice(0, MOST_PROBLEM)]);
  }

  /** Tells one watcher of every report that is made in this process. */
  watch(watcher: (progress: Progress) => void): void {
    this.watcher = watcher;
  }

  /** Loading ends once: nothing that comes late changes what is loaded. */
  private async note(change: string, values: readonly unknown[]): Promise<void> {
    if (!this.isSynthetic) throw new Error('Nothing is loaded into a live data set.');
    await this.pool.query(`update platform.data_set set ${change} where state <> 'loaded'`, [...values]);
  }
}
