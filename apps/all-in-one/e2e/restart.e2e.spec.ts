import { setTimeout as wait } from 'node:timers/promises';
import {
  ANSWERED,
  describeWithRealData,
  processesOn,
  readPublishedFiles,
  recordOf,
  registerCentres,
  removeDataDir,
  sendReturns,
  startPlatform,
  yearOfReturns,
  type EditionRequest,
  type RegisteredCentre,
  type RunningPlatform,
} from '@cdc/testing';

const WEEK: EditionRequest = { kind: 'weekly', period: '2024-08-11', scope: { level: 'england', code: 'ENG' } };

async function processesLeft(dataDir: string): Promise<unknown[]> {
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline && (await processesOn(dataDir)).length > 0) await wait(100);
  return processesOn(dataDir);
}

/** What must survive: the edition with its content, and every submission. */
async function remembered(platform: RunningPlatform) {
  const { contentHash, isNew } = await platform.edition('national', WEEK);
  const submissions = await platform.listedSubmissions();
  return { contentHash, isNew, submissions: submissions.map((item) => `${String(item['id'])} ${String(item['status'])}`).sort() };
}

describeWithRealData('stopping and starting again', (folder) => {
  let platform: RunningPlatform;
  let centres: RegisteredCentre[] = [];

  beforeAll(async () => {
    platform = await startPlatform();
    centres = await registerCentres(platform, await readPublishedFiles(folder));
    await sendReturns(platform, yearOfReturns(centres).filter(({ clock }) => clock < '2024-09-06'));
  }, 300_000);

  afterAll(async () => {
    await platform.stop();
    await removeDataDir(platform.dataDir);
  });

  it('finds everything again after SIGTERM, and leaves no process behind', async () => {
    await platform.edition('national', WEEK);
    const before = await remembered(platform);
    expect(before.isNew).toBe(false);
    expect(before.submissions.length).toBeGreaterThan(20);
    expect(await processesOn(platform.dataDir)).not.toEqual([]);

    expect(await platform.stop()).toBe(0);
    expect(await processesLeft(platform.dataDir)).toEqual([]);
    platform = await startPlatform({ dataDir: platform.dataDir });
    expect(await remembered(platform)).toEqual(before);
  });

  it('finds everything again after kill -9, and leaves no process behind', async () => {
    const before = await remembered(platform);
    await platform.kill();
    expect(await processesLeft(platform.dataDir)).toEqual([]);
    platform = await startPlatform({ dataDir: platform.dataDir });
    expect(await remembered(platform)).toEqual(before);
  });

  it('starts at once after kill -9, without waiting for what the dead process left', async () => {
    const before = await remembered(platform);
    await platform.kill();
    platform = await startPlatform({ dataDir: platform.dataDir });
    expect(await remembered(platform)).toEqual(before);
  });

  it('takes up a file that was received before kill -9', async () => {
    const before = await remembered(platform);
    const body = `cdc_code,date,test,delivered\n${centres.map(({ cdcCode }) => `${cdcCode},2024-08-09,OXIMETRY,17`).join('\n')}\n`;
    const receipt = await platform.submit('national', 'activity-daily', 'before-the-crash.csv', body, ANSWERED);
    expect(receipt.status).toBe(202);
    const id = String(recordOf(receipt.body)['id']);
    await platform.kill();

    platform = await startPlatform({ dataDir: platform.dataDir });
    expect(await platform.waitDecided('national', id)).toMatchObject({ id, status: 'accepted', counts: { read: centres.length } });
    expect((await platform.submit('national', 'activity-daily', 'before-the-crash.csv', body, ANSWERED)).status).toBe(200);
    const after = await remembered(platform);
    expect(after.contentHash).not.toBe(before.contentHash);
    expect(after.submissions).toHaveLength(before.submissions.length + 1);
  });
});
