import { jest } from '@jest/globals';
import { LoggerService } from '../observability/logger.service.js';
import { accompany, type Companion, type CompanionContext } from './companion.js';
import { DataSet } from './data-set.js';
import { type Progress } from './progress.model.js';

/** A data set that keeps its progress to itself. */
class DataSetInMemory extends DataSet {
  constructor(
    name: 'demonstration' | 'live',
    public kept: Progress = { state: 'loading', step: null, done: 0, total: 0, problem: null },
  ) {
    super(name, { query: async () => ({ rows: [] }) } as never);
  }

  override progress = async (): Promise<Progress> => this.kept;
  override resume = async (): Promise<void> => this.keep({ state: 'loading', problem: null });
  override finish = async (): Promise<void> => this.keep({ state: 'loaded' });
  override fail = async (problem: string): Promise<void> => this.keep({ state: 'failed', problem });

  private keep(change: Partial<Progress>): void {
    this.kept = { ...this.kept, ...change };
  }
}

const logger = new LoggerService('silent', 'test');

async function run(companion: Companion, dataSet = new DataSetInMemory('demonstration')) {
  let printed = '';
  const stop = await accompany(companion, { url: 'http://127.0.0.1:1', dataSet, logger }, { write: (text) => (printed += text) });
  await new Promise((resolve) => setTimeout(resolve, 5));
  return { dataSet, stop, printed: () => printed };
}

it('says when everything is loaded', async () => {
  const { dataSet, printed } = await run(async ({ url, dataSet }) => {
    expect(url).toBe('http://127.0.0.1:1');
    await dataSet.report({ step: 'One', done: 0, total: 1 });
  });
  expect(dataSet.kept.state).toBe('loaded');
  expect(printed()).toBe('demonstration 0 of 1: One\ndemonstration loaded\n');
});

it('keeps what went wrong, and goes on at the next start', async () => {
  const error = jest.spyOn(logger, 'error');
  const { dataSet, printed } = await run(() => Promise.reject(new Error('The file was refused.')));
  expect(dataSet.kept).toMatchObject({ state: 'failed', problem: 'The file was refused.' });
  expect(printed()).toBe('demonstration not loaded: The file was refused.\n');
  expect(error).toHaveBeenCalledTimes(1);
  const again = await run(async () => undefined, dataSet);
  expect(again.dataSet.kept).toMatchObject({ state: 'loaded', problem: null });
});

it.each<[string, (context: CompanionContext) => Promise<void>]>([
  ['returns', ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve()))],
  ['throws', ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))],
])('is not done and has not failed when a stop cuts it short and it %s', async (_what, companion) => {
  const { dataSet, stop, printed } = await run(companion);
  await stop();
  expect(dataSet.kept.state).toBe('loading');
  expect(printed()).toBe('');
});

it('is not called again after everything was loaded, which is said at once', async () => {
  const companion = jest.fn<Companion>();
  const { printed } = await run(companion, new DataSetInMemory('demonstration', { state: 'loaded', step: null, done: 1, total: 1, problem: null }));
  expect(companion).not.toHaveBeenCalled();
  expect(printed()).toBe('demonstration loaded\n');
});

it('never sees a live data set', async () => {
  const companion = jest.fn<Companion>();
  const { printed } = await run(companion, new DataSetInMemory('live'));
  expect(companion).not.toHaveBeenCalled();
  expect(printed()).toBe('');
});
