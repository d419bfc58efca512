import { expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { accepted } from '../files/sent-file.js';
import { type Step } from '../story/story.js';
import { loadStory, type LoadProgress } from './load-story.js';
import { type PlatformCalls } from './platform-calls.js';

const file = (client: string, fileName: string) => accepted('activity-daily', client, fileName, 'a\r\n1\r\n');
const steps: Step[] = [
  { at: '2022-04-01T08:00:00.000Z', title: 'One', files: () => [file('region-y56', 'a'), file('region-y56', 'b'), file('region-y58', 'c')] },
  { at: '2022-04-02T08:00:00.000Z', title: 'Two', files: () => [file('region-y60', 'd')], recipients: [{ kind: 'weekly', scope: { level: 'england', code: 'ENG' }, recipients: [] }] },
];

/** Writes down what is asked of it; files named slow take their time, one named bad is refused. */
function recorder(): PlatformCalls & { readonly log: string[] } {
  const log: string[] = [];
  return {
    log,
    moveClock: async (to) => void log.push(`clock ${to}`),
    setRecipients: async ({ kind }) => void log.push(`recipients ${kind}`),
    send: async ({ client, fileName }) => {
      log.push(`send ${client} ${fileName}`);
      await wait(fileName === 'a' ? 30 : 1);
      if (fileName === 'd') throw new Error('d is rejected');
      log.push(`done ${fileName}`);
    },
  };
}

it('moves the Clock first, lets senders work side by side, and each sends one file after the other', async () => {
  const platform = recorder();
  const reports: LoadProgress[] = [];
  await loadStory(steps.slice(0, 1), platform, 0, async (progress) => void reports.push(progress));
  expect(platform.log).toEqual(['clock 2022-04-01T08:00:00.000Z', 'send region-y56 a', 'send region-y58 c', 'done c', 'done a', 'send region-y56 b', 'done b']);
  expect(reports).toEqual([{ step: 'One', done: 0, total: 1 }]);
});

it('goes on where it was stopped, and says of how many', async () => {
  const platform = recorder();
  const reports: LoadProgress[] = [];
  await expect(loadStory(steps, platform, 1, async (progress) => void reports.push(progress))).rejects.toThrow('d is rejected');
  expect(platform.log).toEqual(['clock 2022-04-02T08:00:00.000Z', 'send region-y60 d']);
  expect(reports).toEqual([{ step: 'Two', done: 1, total: 2 }]);
});
