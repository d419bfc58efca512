import { type Progress } from '@cdc/platform';
import { overviewUnderTest } from '../overview/overview-under-test.js';
import { demonstrationUnderTest, startPages } from './pages-under-test.js';

const LOADING: Progress = { state: 'loading', step: 'Week ending 12 June 2022', done: 34, total: 120, problem: null };

let progress: Progress | Error = LOADING;
const synthetic = demonstrationUnderTest(() => {
  if (progress instanceof Error) throw progress;
  return progress;
});
const answers = (path: string) => (path.startsWith('/api/v1/overview') ? overviewUnderTest() : undefined);
const [demonstration, live] = [await startPages(answers, synthetic), await startPages(answers)];

afterAll(() => Promise.all([demonstration.stop(), live.stop()]));

async function noticeOf(pages: typeof live): Promise<string> {
  const html = await (await pages.get('national', '/')).text();
  expect(html.match(/class="app-notice[ "]/g)).toHaveLength(1);
  return /<section class="app-notice.*?<\/section>/s.exec(html)?.[0] ?? '';
}

describe('the notice above a page of the demonstration', () => {
  it('says that everything is invented, and how far loading is', async () => {
    progress = LOADING;
    const notice = await noticeOf(demonstration);
    expect(notice).toContain('<strong>Synthetic data: all of it is invented.</strong>');
    expect(notice).toContain('<span data-loading>Loading: Week ending 12 June 2022, 34 of 120.</span>');
  });

  it('says nothing of loading when that is done', async () => {
    progress = { ...LOADING, state: 'loaded' };
    expect(await noticeOf(demonstration)).not.toContain('app-notice__progress');
  });

  it('says in words why loading stopped, and asks no more', async () => {
    progress = { ...LOADING, state: 'failed', problem: 'The file <ledger.csv> was refused' };
    const notice = await noticeOf(demonstration);
    expect(notice).toContain('Loading stopped: The file &lt;ledger.csv&gt; was refused. Stop the platform and start it again to go on.');
    expect(notice).not.toContain('data-loading>');
  });

  it('stands there all the same when the progress cannot be read', async () => {
    progress = new Error('the database is away');
    expect(await noticeOf(demonstration)).toContain('Synthetic data');
  });

  it('is the same sentence for the script that refreshes it', async () => {
    progress = LOADING;
    expect(await (await demonstration.get('national', '/loading-progress')).json()).toEqual({
      state: 'loading',
      sentence: 'Loading: Week ending 12 June 2022, 34 of 120.',
    });
  });
});

it('calls no live data synthetic', async () => {
  const notice = await noticeOf(live);
  expect(notice).toContain('Development mode.');
  expect(notice).not.toMatch(/synthetic|demonstration/i);
});

it('is in the tables that are taken away', async () => {
  const csv = async (pages: typeof live) => (await pages.get('national', '/overview/compared.csv')).text();
  expect(await csv(demonstration)).toContain('Synthetic data: all of it is invented.');
  expect(await csv(live)).not.toContain('ynthetic');
});
