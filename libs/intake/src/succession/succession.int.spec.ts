import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { signedIn } from '@cdc/platform/under-test';
import { IntakeUnderTest } from '../intake-under-test.js';
import { errorsAfter } from '../submission/submission.read-model.js';

let intake: IntakeUnderTest;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
});
afterAll(() => intake.stop());
beforeEach(() => intake.clear());

const file = (...cells: [week: string, delivered: number][]): string => ['cdc_code,week_ending,test,delivered', ...cells.map(([sunday, delivered]) => `RAA01,${sunday},MRI,${delivered}`), ''].join('\n');
const find = (id: string) => intake.submissions.find(signedIn('national'), id);

async function send(text: string, client = 'region-y60'): Promise<string> {
  const { submission } = await intake.send(client, text);
  return submission.id;
}

async function decided(text: string): Promise<string> {
  const id = await send(text);
  await intake.checks.check(id);
  return id;
}

const supersededBy = async (id: string): Promise<unknown> =>
  (await intake.dataSource.query("select data->>'supersedes' as ids, data->>'status' as status from outbox where subject = $1 order by position", [id])).at(-1);

describe('a later file', () => {
  it('supersedes an earlier one when it restates the last value of it that counted, not before', async () => {
    const first = await decided(file(['2024-08-04', 50], ['2024-07-28', 40]));
    const second = await decided(file(['2024-08-04', 51]));
    expect([await find(first), await find(second)]).toMatchObject([
      { status: 'accepted', liveCells: 1 },
      { status: 'accepted', liveCells: 1, supersedes: [] },
    ]);
    const third = await decided(file(['2024-07-28', 40], ['2024-07-21', 30]));
    expect([await find(first), await find(second), await find(third)]).toMatchObject([
      { status: 'superseded', liveCells: 0 },
      { status: 'accepted', liveCells: 1 },
      { status: 'accepted', liveCells: 2, supersedes: [first], rowsNew: 1, rowsChanged: 0, rowsUnchanged: 1 },
    ]);
    expect([await supersededBy(third), await supersededBy(first)]).toEqual([
      { ids: JSON.stringify([first]), status: 'accepted' },
      { ids: '[]', status: 'superseded' },
    ]);
    // Its values were accepted in their time: that stays known.
    expect((await find(first)).acceptedPosition).not.toBeNull();
  });

  it('with the same rows in another order changes nothing and says so', async () => {
    const first = await decided(file(['2024-08-04', 50], ['2024-07-28', 40]));
    const second = await decided(file(['2024-07-28', 40], ['2024-08-04', 50]));
    expect(second).not.toBe(first);
    expect(await find(second)).toMatchObject({ status: 'accepted', rowsNew: 0, rowsChanged: 0, rowsUnchanged: 2, supersedes: [first] });
  });
});

describe('catalogue 52: two files under way at once', () => {
  it('of which both state a value: one wins, the other is told by whom it was changed, and may be sent again on purpose', async () => {
    await decided(file(['2024-08-04', 50]));
    const [one, other] = [await send(file(['2024-08-04', 60], ['2024-07-28', 1])), await send(file(['2024-08-04', 70], ['2024-07-21', 2]), 'national')];
    await Promise.all([intake.checks.check(one), intake.checks.check(other)]);
    const found = [await find(one), await find(other)];
    expect(found.map(({ status }) => status).sort()).toEqual(['accepted', 'rejected']);
    const [winner, loser] = found[0]?.status === 'accepted' ? [one, other] : [other, one];
    const errors = (await errorsAfter(intake.manager, loser, 0, 9)).map(({ item }) => item);
    expect(errors).toMatchObject([{ code: 'CHANGED_MEANWHILE', value: winner }]);
    expect(errors[0]?.message).toBe(`${winner} was accepted after this file arrived and before it was checked. The two differ in 1 value.`);
    // Nothing of the loser is there, not even its other week.
    const kept = await intake.dataSource.query('select delivered from kept_cell order by delivered');
    expect(kept.map((row: { delivered: number }) => row.delivered)).toEqual(winner === one ? [1, 60] : [2, 70]);

    const again = await intake.send(loser === one ? 'region-y60' : 'national', loser === one ? file(['2024-08-04', 60], ['2024-07-28', 1]) : file(['2024-08-04', 70], ['2024-07-21', 2]));
    expect(again.isNew).toBe(true);
    await intake.checks.check(again.submission.id);
    expect((await find(again.submission.id)).status).toBe('accepted');
  });

  it('are both accepted where they say the same, or state different things', async () => {
    const sent = [await send(file(['2024-08-04', 60], ['2024-07-28', 1])), await send(file(['2024-08-04', 60], ['2024-07-21', 2]), 'national'), await send(file(['2024-07-14', 3]))];
    await Promise.all(sent.map((id) => intake.checks.check(id)));
    expect((await Promise.all(sent.map(find))).map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
  });
});
