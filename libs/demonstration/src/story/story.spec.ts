import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { demonstrationStory } from './story.js';

const story = demonstrationStory();
const sent = story.flatMap(({ at, files }) => files().map((file) => ({ at, ...file })));

describe('the story', () => {
  it('is the same each time, to the byte', () => {
    const digest = (steps: typeof story): string => {
      const hash = createHash('sha256');
      for (const { at, title, files } of steps) for (const file of files()) hash.update(JSON.stringify([at, title, file]));
      return hash.digest('hex');
    };
    expect(digest(demonstrationStory())).toBe(digest(story));
  });

  it('goes forward from 8 o\'clock on 1 April to half past two on 18 November 2022', () => {
    const times = story.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect((times[0] ?? '') > '2022-04-01T07:00:00.000Z').toBe(true);
    expect(times.at(-1)).toBe('2022-11-18T14:30:00.000Z');
  });

  it('passes 33 Fridays at 7 in England, also when the clocks have changed', () => {
    const reports = story.filter(({ title }) => /^Week ending .*: reports$/.test(title)).map(({ at }) => at);
    expect(reports).toHaveLength(33);
    expect([reports[0], reports.at(-1)]).toEqual(['2022-04-08T06:05:00.000Z', '2022-11-18T07:05:00.000Z']);
  });

  it('sends every file under a name of its own, and none without a row', () => {
    const names = sent.map(({ client, fileName }) => `${client} ${fileName}`);
    expect(new Set(names).size).toBe(names.length);
    expect(sent.filter(({ body }) => body.split('\r\n').length < 3).map(({ fileName }) => fileName)).toEqual([]);
    expect(sent.length).toBeGreaterThan(700);
  });

  it('holds late and missing returns, corrections and refused files', () => {
    const named = (pattern: RegExp): number => sent.filter(({ fileName }) => pattern.test(fileName)).length;
    expect(named(/late-returns/)).toBeGreaterThan(30);
    expect(named(/correction/)).toBeGreaterThan(30);
    expect(sent.filter(({ outcome }) => outcome === 'rejected')).toHaveLength(4);
    const lateOnFriday = sent.filter(({ at, fileName }) => /activity-week-ending/.test(fileName) && new Date(at).getUTCDay() === 5);
    expect(lateOnFriday.map(({ client }) => client)).toEqual(['region-y63', 'region-y59', 'region-y59', 'region-y61']);
  });

  it('tells of scans on a day only after the first patient of the scanner, wherever that is told', () => {
    const rowsOf = (feed: string): string[][] => sent.filter((file) => file.feed === feed && file.outcome === 'accepted').flatMap(({ body }) => body.trim().split('\r\n').slice(1)).map((line) => line.split(','));
    const firsts = new Map(rowsOf('installations').flatMap(([machine = '', milestone, , , actual = '']) => (milestone === 'FIRST_PATIENT' && actual !== '' ? [[machine.replace(/-\d+$/, ''), actual] as const] : [])));
    const scans = rowsOf('activity-daily').filter(([, , test = '', delivered]) => ['CT', 'MRI'].includes(test) && delivered !== '0');
    const early = scans.filter(([centre, date = '', test]) => date < (firsts.get(`${centre}-${test}`) ?? ''));
    expect([scans.length > 10_000, firsts.size > 100, early]).toEqual([true, true, []]);
  });

  it('says nothing of the future: no return, milestone or posting is dated after it is sent', () => {
    const wrong = sent
      .filter(({ outcome, feed }) => outcome === 'accepted' && /^(activity-daily|activity-weekly|ledger)$/.test(feed))
      .filter(({ at, body }) => (body.match(/,(20\d\d-\d\d-\d\d),/g) ?? []).some((date) => date.slice(1, 11) > at.slice(0, 10)));
    expect(wrong.map(({ fileName }) => fileName)).toEqual([]);
  });
});
