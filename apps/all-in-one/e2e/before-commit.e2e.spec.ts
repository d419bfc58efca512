import { recordOf, removeDataDir, sendAccepted, startPlatform, type Answer, type RunningPlatform } from '@cdc/testing';

type Item = Record<string, unknown>;

let platform: RunningPlatform;

const weekly = (...lines: [sunday: string, test: string, delivered: number][]): string =>
  ['cdc_code,week_ending,test,delivered', ...lines.map(([sunday, test, delivered]) => `RXX01,${sunday},${test},${delivered}`), ''].join('\n');
const SUNDAYS = ['2024-06-30', '2024-07-07', '2024-07-14', '2024-07-21'] as const;
const list = (value: unknown): Item[] => (Array.isArray(value) ? value.map(recordOf) : []);
const bodyOf = ({ body }: Answer): Item => recordOf(body);
const idOf = (answer: Answer): string => String(bodyOf(answer)['id']);

/** A change after the hard deadline needs one. */
const REASON = 'reason=counted%20again';

async function decided(client: string, name: string, body: string, query = `?${REASON}`): Promise<Item> {
  const answer = await platform.submit(client, 'activity-weekly', name, body, query);
  expect([200, 202]).toContain(answer.status);
  return platform.waitDecided(client, idOf(answer));
}

beforeAll(async () => {
  platform = await startPlatform({ clockStart: '2024-09-05T07:00:00Z' });
  await sendAccepted(platform, 'admin', 'organisations', 'icbs.csv', 'Code,National Grouping Name\nQMJ,MIDLANDS COMMISSIONING REGION\n');
  await sendAccepted(platform, 'admin', 'cdc-register', 'register.csv', 'cdc_code,name,icb\nRXX01,Dock Yard,QMJ\n');
  await sendAccepted(platform, 'region-y60', 'activity-weekly', 'history.csv', weekly(...SUNDAYS.map((sunday) => [sunday, 'CT', 400] as [string, string, number])));
}, 90_000);

afterAll(async () => {
  await platform.stop();
  await removeDataDir(platform.dataDir);
});

const LOW = weekly(['2024-07-28', 'CT', 100], ['2024-07-21', 'CT', 390], ['2024-07-14', 'CT', 400]);

describe('a file before it counts', () => {
  it('is told in a dry run what it would do, the same as when it is sent, and nothing is kept of the trial', async () => {
    const log = async (): Promise<unknown> => (await platform.items('national', '/api/v1/events?limit=500')).length;
    const before = await log();
    const dry = await platform.submit('region-y60', 'activity-weekly', 'low.csv', LOW, `?dryRun=true&${REASON}`);
    expect([dry.status, await log()]).toEqual([200, before]);
    expect(bodyOf(dry)).toMatchObject({
      status: 'awaiting-confirmation',
      counts: { read: 3, new: 1, changed: 1, unchanged: 1, errors: 0, warnings: 1 },
      totals: { delivered: 890 },
      diff: { new: 1, changed: 1, unchanged: 1, dropped: 0, kept: 1, items: [{ row: 3, key: { cdc_code: 'RXX01', week_ending: '2024-07-21', test: 'CT' }, column: 'delivered', old: 400, new: 390, percent: -2.5 }] },
    });

    const sent = await decided('region-y60', 'low.csv', LOW);
    const { status, counts, totals, errors, diff } = bodyOf(dry);
    expect(sent).toMatchObject({ status, counts, totals });
    const id = String(sent['id']);
    expect(await platform.items('region-y60', `/api/v1/submissions/${id}/errors`)).toEqual(errors);
    expect(bodyOf(await platform.get('region-y60', `/api/v1/submissions/${id}/diff`))).toEqual({ totals: { new: 1, changed: 1, unchanged: 1, dropped: 0 }, items: recordOf(diff)['items'], next: null });
  });

  it('waits for its sender alone, who says why; then it counts', async () => {
    const [waiting] = await platform.items('region-y60', '/api/v1/submissions?status=awaiting-confirmation');
    const path = `/api/v1/submissions/${String(waiting?.['id'])}`;
    const reasons = [{ code: 'OUTLIER', reason: 'The scanner was being replaced' }];
    const answers = [
      await platform.post('region-y56', `${path}/confirm`, { reasons }),
      await platform.post('viewer', `${path}/confirm`, { reasons }),
      await platform.get('viewer', `${path}/diff`),
      await platform.get('region-y56', `${path}/diff`),
      await platform.get('region-y56', `${path}/confirmation`),
      await platform.post('region-y60', `${path}/confirm`, { reasons: [] }),
      await platform.post('region-y60', `${path}/confirm`, { reasons: [{ code: 'NO_SUCH', reason: 'x' }] }),
      await platform.post('region-y60', `${path}/reject`, { reason: ' ' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403, 400, 400, 400]);
    expect(recordOf(answers[5]?.body)).toMatchObject({ code: 'REASONS_MISSING', details: { missing: ['OUTLIER'] } });

    expect((await platform.post('region-y60', `${path}/confirm`, { reasons })).status).toBe(202);
    expect(await platform.waitDecided('region-y60', String(waiting?.['id']))).toMatchObject({ status: 'accepted' });
    expect(list(bodyOf(await platform.get('viewer', `${path}/confirmation`))['reasons'])).toMatchObject([{ ...reasons[0], givenBy: 'region-y60', messages: [expect.stringContaining('100 tests')] }]);
    expect((await platform.post('region-y60', `${path}/confirm`, { reasons })).status).toBe(409);
  });

  it('is told by whom it was overtaken, when two are sent at once', async () => {
    const cells = (ct: number): string => weekly(['2024-08-04', 'MRI', 20], ['2024-08-04', 'CT', ct]);
    const outcomes: Item[] = [];
    // Which of two overlaps with the other is up to the machine, so they are sent until it happens.
    for (let round = 0; round < 20 && !outcomes.some(({ status }) => status === 'rejected'); round++) {
      outcomes.splice(0);
      outcomes.push(...(await Promise.all([decided('region-y60', 'one.csv', cells(300 + round)), decided('national', 'two.csv', cells(400 + round))])));
    }
    const [winner, loser] = outcomes[0]?.['status'] === 'rejected' ? [outcomes[1], outcomes[0]] : outcomes;
    expect([winner?.['status'], loser?.['status']]).toEqual(['accepted', 'rejected']);
    const items = await platform.items('national', `/api/v1/submissions/${String(loser?.['id'])}/errors`);
    expect(items).toMatchObject([{ code: 'CHANGED_MEANWHILE', value: winner?.['id'] }]);
    const again = await decided(loser?.['fileName'] === 'one.csv' ? 'region-y60' : 'national', 'again.csv', cells(Number(recordOf(loser?.['totals'])['delivered']) - 20));
    expect([again['status'], again['supersedes']]).toEqual(['accepted', [winner?.['id']]]);
    expect(bodyOf(await platform.get('national', `/api/v1/submissions/${String(winner?.['id'])}`))['status']).toBe('superseded');
    expect((await platform.listedSubmissions()).find(({ id }) => id === winner?.['id'])).toMatchObject({ status: 'superseded' });
  }, 60_000);
});
